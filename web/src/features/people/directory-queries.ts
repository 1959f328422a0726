/** Calls by which an administrator says who somebody is in a directory. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listDirectories } from '#contract/directories.ts';
import { linkPersonDirectory, lookUpInDirectory, unlinkPersonDirectory } from '#contract/directory-links.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

export const useDirectoriesToLink = () =>
  useQuery({ queryKey: ['directories'], queryFn: ({ signal }) => call(listDirectories, { signal }) });

export const useLookUp = (id: string) =>
  useMutation({ mutationFn: (who: string) => call(lookUpInDirectory, { params: { id }, body: { who } }) });

function useAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([['people'], ['directories']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useLinkDirectory = (id: string) =>
  useAct((body: BodyInput<typeof linkPersonDirectory>) => call(linkPersonDirectory, { params: { id }, body }));
export const useUnlinkDirectory = (id: string, directoryId: string) =>
  useAct((body: BodyInput<typeof unlinkPersonDirectory>) =>
    call(unlinkPersonDirectory, { params: { id, directoryId }, body }),
  );
