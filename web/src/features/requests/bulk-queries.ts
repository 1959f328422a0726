/** One act on many requests: what it would change, and the act itself, which may be taken back for a while. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { actOnMany, type BulkAct, previewBulk } from '#contract/bulk.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call, newKey } from '#web/shared/client.ts';
import { requestKeys } from './queries.ts';

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

export function useBulkAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, lines, key }: { act: BulkInput; lines: readonly BulkLine[]; key: string }) =>
      call(actOnMany, {
        key,
        body: { act, items: lines.flatMap(({ id, version }) => (version === null ? [] : [{ id, version }])) },
      }),
    retry: false,
    onSettled: () => client.invalidateQueries({ queryKey: requestKeys.lists }),
  });
}

export { newKey };
