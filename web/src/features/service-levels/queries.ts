/** Every call the screens of levels make. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import {
  discardLevelDraft,
  type LevelDetail,
  listLevels,
  previewLevel,
  publishLevel,
  readLevel,
  restoreLevel,
  retireLevel,
  saveLevelDraft,
} from '#contract/service-levels.ts';
import { call } from '#web/shared/client.ts';

export type Levels = ReplyOf<typeof listLevels>;
export type Calendars = Levels['calendars'];

const LEVELS = ['levels'] as const;
const oneKey = (id: string) => [...LEVELS, 'one', id] as const;

export const useLevels = () =>
  useQuery({ queryKey: [...LEVELS, 'list'], queryFn: ({ signal }) => call(listLevels, { signal }) });

/** Read when the page opens and after each act: what is being typed is newer than anything that could arrive later. */
export const useLevel = (id: string | null) =>
  useQuery({
    queryKey: oneKey(id ?? ''),
    queryFn: ({ signal }) => call(readLevel, { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
    refetchOnWindowFocus: false,
  });

export const useImpact = (id: string) =>
  useQuery({
    queryKey: [...LEVELS, 'impact', id],
    queryFn: ({ signal }) => call(previewLevel, { params: { id }, signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** One act on a level: its answer is what the page shows; lists and promises are asked again. */
function useAct<Given, Reply>(id: string, act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (reply) => {
      if (isDetail(reply)) client.setQueryData(oneKey(id), reply);
      await Promise.all([
        client.invalidateQueries({ queryKey: [...LEVELS, 'list'] }),
        client.invalidateQueries({ queryKey: ['catalogue'] }),
        client.invalidateQueries({ queryKey: ['promises'] }),
      ]);
    },
  });
}

const isDetail = (value: unknown): value is LevelDetail =>
  typeof value === 'object' && value !== null && 'versions' in value;

export const useSaveDraft = (id: string) =>
  useAct(id, (body: BodyInput<typeof saveLevelDraft>) => call(saveLevelDraft, { params: { id }, body }));
export const useDiscardDraft = (id: string) => useAct(id, () => call(discardLevelDraft, { params: { id } }));
export const usePublish = (id: string) =>
  useAct(id, (body: BodyInput<typeof publishLevel>) => call(publishLevel, { params: { id }, body }));
export const useRetire = (id: string) =>
  useAct(id, (reason: string) => call(retireLevel, { params: { id }, body: { reason } }));
export const useRestore = (id: string) =>
  useAct(id, (reason: string) => call(restoreLevel, { params: { id }, body: { reason } }));
