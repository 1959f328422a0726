/** What DTI and Servicios Generales do to an enrolment that was signed; each act gives the enrolment as it then is. */
import { type QueryClient, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  closeEnrolmentReview,
  decideEnrolmentException,
  decideEnrolmentRow,
  reissueCredentials,
  reviewEnrolment,
  revokeCredentials,
} from '#contract/enrolment-acts.ts';
import type { EnrolmentRowId } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { listEnrolments } from '#contract/enrolments.ts';
import { call, newKey } from '#web/shared/client.ts';
import { keep, keys } from './queries.ts';

/** Links are opened and people sign in while it is looked at. */
export const EVERY = 60_000;

/** Those in which somebody waits for Servicios Generales, or has an exception in force. */
export const useExceptions = (exceptions: 'asked' | 'granted') =>
  useInfiniteQuery({
    queryKey: [...keys.list, 'exceptions', exceptions],
    queryFn: ({ pageParam, signal }) =>
      call(listEnrolments, { query: { exceptions, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY,
  });

/** What may be done, with the version its reader saw. */
export type ReviewAct =
  | { act: 'begin' }
  | { act: 'decide'; rowId: EnrolmentRowId; decision: 'approved' | 'observed' | 'rejected'; reason: string }
  | { act: 'except'; rowId: EnrolmentRowId; decision: 'approved' | 'refused'; until: string | null; note: string }
  | { act: 'reissue'; rowId: EnrolmentRowId }
  | { act: 'revoke'; rowId: EnrolmentRowId; reason: string }
  | { act: 'close'; note: string };

function send({ id, version }: Pick<EnrolmentView, 'id' | 'version'>, asked: ReviewAct): Promise<EnrolmentView> {
  const params = { id };
  switch (asked.act) {
    case 'begin':
      return call(reviewEnrolment, { params, body: { version } });
    case 'decide': {
      const { rowId, decision, reason } = asked;
      return call(decideEnrolmentRow, { params: { id, rowId }, body: { version, decision, reason }, key: newKey() });
    }
    case 'except': {
      const { rowId, decision, until, note } = asked;
      return call(decideEnrolmentException, { params: { id, rowId }, body: { version, decision, until, note } });
    }
    case 'reissue':
      return call(reissueCredentials, { params: { id, rowId: asked.rowId }, body: { version } });
    case 'revoke':
      return call(revokeCredentials, { params: { id, rowId: asked.rowId }, body: { version, reason: asked.reason } });
    case 'close':
      return call(closeEnrolmentReview, { params, body: { version, note: asked.note } });
  }
}

/** Whatever was refused: the page shows what there is now beside the sentence. */
const readAgain = (client: QueryClient, id: string) => void client.invalidateQueries({ queryKey: keys.one(id) });

/** `done`: heard even where what asked went away with the answer. */
export function useReviewAct(enrolment: EnrolmentView, done?: (asked: ReviewAct) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: ReviewAct) => send(enrolment, asked),
    onSuccess: (now, asked) => {
      keep(client, now);
      done?.(asked);
    },
    onError: () => readAgain(client, enrolment.id),
  });
}

/** Row after row, each with the version the one before left; stops at the first refusal. Gives how many were approved. */
export function useApproveAll(enrolment: EnrolmentView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (rowIds: readonly EnrolmentRowId[]) => {
      let now = enrolment;
      for (const rowId of rowIds) {
        now = await send(now, { act: 'decide', rowId, decision: 'approved', reason: '' });
        client.setQueryData(keys.one(enrolment.id), now);
      }
      return rowIds.length;
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.list }),
    onError: () => readAgain(client, enrolment.id),
  });
}
