/** One act on many requests: what it would change, and the act itself, which may be taken back for a while. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { actOnMany, type BulkAct, previewBulk } from '#contract/bulk.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call, newKey } from '#web/shared/client.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { requestKeys } from './queries.ts';
import { finishOf, letWait, versionSince } from './waiting-acts.ts';
import { Waits } from './waits.ts';

export type BulkPreview = ReplyOf<typeof previewBulk>;
export type BulkLine = BulkPreview['items'][number];
export type BulkResult = ReplyOf<typeof actOnMany>;
export type BulkInput = BodyInput<typeof previewBulk>['act'];
export type { BulkAct };

export const useBulkPreview = () =>
  useMutation({
    mutationFn: ({ act, ids }: { act: BulkInput; ids: readonly string[] }) =>
      call(previewBulk, { body: { act, of: { ids: [...ids] } } }),
    retry: false,
  });

/** What it leaves of each, where that is sure. */
const FORESEEN: Partial<Record<BulkInput['do'], Foreseen>> = {
  ask: { state: 'waiting_requester' },
  wait: { state: 'waiting_third_party' },
  resume: { state: 'in_progress' },
  resolve: { state: 'resolved' },
};

/** Acts of mine that wait on any of them are done first. */
async function waitOnMany({ act, lines, key }: { act: BulkInput; lines: readonly BulkLine[]; key: string }) {
  for (const { id } of lines) await finishOf(id);
  const items = lines.flatMap(({ id, version }) =>
    version === null ? [] : [{ id, version: versionSince(id, version) }],
  );
  const about = {
    kind: 'many' as const,
    ids: items.map(({ id }) => id),
    requestId: null,
    ref: null,
    folio: '',
    count: items.length,
    place: null,
  };
  return letWait(actOnMany, { key, body: { act, items } }, about);
}

export function useBulkAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, lines, key }: { act: BulkInput; lines: readonly BulkLine[]; key: string }) =>
      waitOnMany({ act, lines, key }),
    retry: false,
    onSuccess: (answer, { act, lines }) => {
      const refresh = () => client.invalidateQueries({ queryKey: requestKeys.lists });
      if (!(answer instanceof Waits)) return refresh();
      const as = FORESEEN[act.do];
      const takeBack = as === undefined ? [] : lines.map(({ id }) => foresee(id, as));
      void answer.ended
        .then(refresh)
        .catch(() => undefined)
        .finally(() => {
          for (const back of takeBack) back();
        });
      return undefined;
    },
  });
}

export { newKey };
