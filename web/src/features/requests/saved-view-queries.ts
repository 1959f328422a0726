/** Calls about the saved views of the desk's list. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '#contract/operation.ts';
import { changeView, dropView, listSavedViews, type SavedView, saveView } from '#contract/saved-views.ts';
import { call } from '#web/shared/client.ts';
import { requestKeys } from './queries.ts';

const VIEWS = ['requests', 'saved-views'] as const;

export const useSavedViews = (enabled = true) =>
  useQuery({ queryKey: VIEWS, queryFn: ({ signal }) => call(listSavedViews, { signal }), enabled, staleTime: 60_000 });

export type ViewBody = BodyInput<typeof saveView>;

/** Whatever it does, the views and their counts are asked for anew; a refusal too may mean that somebody else changed them. */
function useViewAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    retry: false,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: VIEWS }),
        client.invalidateQueries({ queryKey: requestKeys.queueCounts }),
      ]),
  });
}

export const useKeepView = (view: SavedView | null) =>
  useViewAct((body: ViewBody) =>
    view === null
      ? call(saveView, { body })
      : call(changeView, { params: { id: view.id }, body: { ...body, version: view.version } }),
  );

export const useDropView = () => useViewAct((id: string) => call(dropView, { params: { id } }));
