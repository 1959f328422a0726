/** Every call the screens of guardia make. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addShifts,
  changeShift,
  listShifts,
  previewShifts,
  readDutyNow,
  removeShift,
  type ShiftView,
  swapShift,
} from '#contract/duty.ts';
import {
  closeHandover,
  confirmHandover,
  correctHandover,
  listHandovers,
  readHandover,
  rewordHandover,
  saveHandoverDraft,
} from '#contract/handovers.ts';
import type { BodyInput, QueryInput, ReplyOf } from '#contract/operation.ts';
import { call, isOutrun } from '#web/shared/client.ts';

export type { ShiftView };
export type Roster = ReplyOf<typeof listShifts>['rosters'][number];
export type Plan = BodyInput<typeof addShifts>;
export type Planned = ReplyOf<typeof previewShifts>['items'][number];
export type OnDutyNow = ReplyOf<typeof readDutyNow>;

const DUTY = ['duty'] as const;
const MINUTE = 60_000;

export const useShifts = (query: QueryInput<typeof listShifts>) =>
  useQuery({
    queryKey: [...DUTY, 'shifts', query],
    queryFn: ({ signal }) => call(listShifts, { query, signal }),
    // While another week is fetched the last one stays.
    placeholderData: keepPreviousData,
  });

export const useDutyNow = () =>
  useQuery({
    queryKey: [...DUTY, 'now'],
    queryFn: ({ signal }) => call(readDutyNow, { signal }),
    staleTime: MINUTE,
    // One goes and another comes without anybody doing anything.
    refetchInterval: 2 * MINUTE,
  });

/** Not waited for: what is fetched anew may take the form away before it has said that it was done. */
function useRefresh() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: DUTY });
  };
}

export const usePreview = () =>
  useMutation({ mutationFn: (body: Plan) => call(previewShifts, { body }), retry: false });

export function useAdd() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ body, key }: { body: Plan; key: string }) => call(addShifts, { body, key }),
    retry: false,
    onSuccess: refresh,
  });
}

type Act<O> = { id: string; body: BodyInput<O> };

export function useChange() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: Act<typeof changeShift>) => call(changeShift, { params: { id }, body }),
    retry: false,
    onSuccess: refresh,
    onError: (error) => isOutrun(error) && refresh(),
  });
}

export function useRemove() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: Act<typeof removeShift>) => call(removeShift, { params: { id }, body }),
    retry: false,
    onSuccess: refresh,
    onError: (error) => isOutrun(error) && refresh(),
  });
}

export function useSwap() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: Act<typeof swapShift>) => call(swapShift, { params: { id }, body }),
    retry: false,
    onSuccess: refresh,
    onError: (error) => isOutrun(error) && refresh(),
  });
}

/* Hand-over notes */

export const useHandover = (shiftId: string) =>
  useQuery({
    queryKey: [...DUTY, 'handover', shiftId],
    queryFn: ({ signal }) => call(readHandover, { params: { id: shiftId }, signal }),
  });

export const useSaveDraft = (shiftId: string) =>
  useMutation({
    mutationFn: (body: string) => call(saveHandoverDraft, { params: { id: shiftId }, body: { body } }),
    retry: false,
  });

export function useClose(shiftId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ body, key }: { body: string; key: string }) =>
      call(closeHandover, { params: { id: shiftId }, body: { body }, key }),
    retry: false,
    onSuccess: refresh,
  });
}

export function useReword() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: Act<typeof rewordHandover>) => call(rewordHandover, { params: { id }, body }),
    retry: false,
    onSuccess: refresh,
    onError: (error) => isOutrun(error) && refresh(),
  });
}

export function useCorrect() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body, key }: Act<typeof correctHandover> & { key: string }) =>
      call(correctHandover, { params: { id }, body, key }),
    retry: false,
    onSuccess: refresh,
  });
}

export function useConfirm() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: Act<typeof confirmHandover>) => call(confirmHandover, { params: { id }, body }),
    retry: false,
    // Reworded meanwhile: the page shows how it stands now.
    onSettled: refresh,
  });
}

export const useNotes = (query: Omit<QueryInput<typeof listHandovers>, 'cursor'>) =>
  useInfiniteQuery({
    queryKey: [...DUTY, 'notes', query],
    queryFn: ({ pageParam, signal }) =>
      call(listHandovers, { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
