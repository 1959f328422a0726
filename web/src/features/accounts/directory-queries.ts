/** Calls of one's own accounts in directories. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { linkDirectory, listOwnDirectories, unlinkDirectory } from '#contract/directories.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';
import { loadSections } from '#web/shared/i18n.ts';

export type OwnDirectory = ReplyOf<typeof listOwnDirectories>['items'][number];

/** With their words, where there is one: most desks have none. */
export const ownDirectories = queryOptions({
  queryKey: ['profile', 'directories'],
  queryFn: async ({ signal }) => {
    const { items } = await call(listOwnDirectories, { signal });
    if (items.length > 0) await loadSections('entrances');
    return items;
  },
});

export function useLink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof linkDirectory>) => call(linkDirectory, { params: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ownDirectories.queryKey }),
  });
}

export function useUnlink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(unlinkDirectory, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ownDirectories.queryKey }),
  });
}
