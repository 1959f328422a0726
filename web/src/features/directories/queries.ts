/** Every call of the page of directories. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import {
  addDirectory,
  type DirectoryView,
  listDirectories,
  readDirectoryHistory,
  saveDirectory,
  tryDirectory,
} from '#contract/directories.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

export type Directories = ReplyOf<typeof listDirectories>;
export type Entry = ReplyOf<typeof readDirectoryHistory>['items'][number];
export type Tried = ReplyOf<typeof tryDirectory>;
export type Body = BodyInput<typeof addDirectory>;

const DIRECTORIES = ['directories'] as const;
const HOUR = 3_600_000;

export const useDirectories = () =>
  useQuery({ queryKey: DIRECTORIES, queryFn: ({ signal }) => call(listDirectories, { signal }) });

export const useHistory = (id: string) =>
  useQuery({
    queryKey: [...DIRECTORIES, 'history', id],
    queryFn: ({ signal }) => call(readDirectoryHistory, { params: { id }, signal }),
  });

export const useOrganisation = () =>
  useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  });

/** Adds it, or saves what was read at its version. */
export function useSave(directory: DirectoryView | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, version }: { body: Body; version: number }) =>
      directory === null
        ? call(addDirectory, { body })
        : call(saveDirectory, { params: { id: directory.id }, body: { ...body, version } }),
    onSettled: () => client.invalidateQueries({ queryKey: DIRECTORIES }),
  });
}

export function useTry(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => call(tryDirectory, { params: { id }, body: { email } }),
    onSettled: () => client.invalidateQueries({ queryKey: DIRECTORIES }),
  });
}
