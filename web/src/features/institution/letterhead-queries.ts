/** Calls about the letterhead. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type LetterheadView, putLogo, readLetterhead, removeLogo, saveLetterhead } from '#contract/letterhead.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call, sendFile } from '#web/shared/client.ts';

export type Letterhead = LetterheadView;
const LETTERHEAD = ['letterhead'] as const;

export const useLetterhead = () =>
  useQuery({
    queryKey: LETTERHEAD,
    queryFn: ({ signal }) => call(readLetterhead, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const useSaveLetterhead = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof saveLetterhead>) => call(saveLetterhead, { body }) });

function useLogo<Given>(act: (given: Given) => Promise<Letterhead>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: (letterhead) => client.setQueryData(LETTERHEAD, letterhead) });
}

export const usePutLogo = () =>
  useLogo((file: File) =>
    sendFile(putLogo, { file }, { progress: () => undefined, signal: new AbortController().signal }),
  );
export const useRemoveLogo = () => useLogo((_: undefined) => call(removeLogo));
