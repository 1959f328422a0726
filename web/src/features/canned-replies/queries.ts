/** Calls of the page of templates. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addCannedReply,
  type CannedReplyView,
  changeCannedReply,
  listCannedReplies,
  listCauses,
  previewCannedReply,
  saveCauses,
} from '#contract/canned-replies.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const REPLIES = ['canned-replies'] as const;
const CAUSES = ['causes'] as const;

export type Replies = ReplyOf<typeof listCannedReplies>;
export type Content = BodyInput<typeof addCannedReply>;

export const useReplies = () =>
  useQuery({ queryKey: REPLIES, queryFn: ({ signal }) => call(listCannedReplies, { signal }), staleTime: 0 });

export const useAreas = () =>
  useQuery({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => call(readCatalogue, { signal }),
    staleTime: 3_600_000,
  });

export function useSaveReply(reply: CannedReplyView | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: Content; key: string }) =>
      reply === null
        ? call(addCannedReply, { body, key })
        : call(changeCannedReply, { params: { id: reply.id }, body: { ...body, version: reply.version } }),
    retry: false,
    networkMode: 'always',
    // Also when it is refused: what others made of it is what a second try is made on.
    onSettled: () => client.invalidateQueries({ queryKey: REPLIES }),
  });
}

export const usePreview = () =>
  useMutation({
    mutationFn: (body: BodyInput<typeof previewCannedReply>) => call(previewCannedReply, { body }),
    retry: false,
    networkMode: 'always',
  });

export const useCauses = () =>
  useQuery({ queryKey: CAUSES, queryFn: ({ signal }) => call(listCauses, { signal }), staleTime: 0 });

export function useSaveCauses() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof saveCauses>) => call(saveCauses, { body }),
    retry: false,
    networkMode: 'always',
    onSuccess: () => client.invalidateQueries({ queryKey: CAUSES }),
  });
}
