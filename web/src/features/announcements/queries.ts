/** Calls of the page where notices of the desk are worded. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import {
  type AnnouncementView,
  addAnnouncement,
  changeAnnouncement,
  listAnnouncements,
  measureAnnouncement,
  publishAnnouncement,
  readAnnouncement,
} from '#contract/announcements.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { readCatalogueTree } from '#contract/catalogue-admin.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const ALL = ['announcements'] as const;
const HOUR = 3_600_000;

export type Content = BodyInput<typeof addAnnouncement>;

export const useAnnouncements = (of: 'open' | 'over') =>
  useInfiniteQuery({
    queryKey: [...ALL, 'list', of],
    queryFn: ({ pageParam, signal }) => call(listAnnouncements, { query: { of, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });

const oneKey = (id: string) => [...ALL, 'one', id] as const;

export const useAnnouncement = (id: string | undefined) =>
  useQuery({
    queryKey: oneKey(id ?? ''),
    queryFn: ({ signal }) => call(readAnnouncement, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: 0,
    retry: false,
  });

/** How many people would read it. */
export const useReach = (body: BodyInput<typeof measureAnnouncement>) =>
  useQuery({
    queryKey: ['announcement-reach', body],
    queryFn: ({ signal }) => call(measureAnnouncement, { body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  }).data?.people;

export const useAgencies = () =>
  useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  }).data?.agencies ?? [];

export const useAreas = () =>
  useQuery({ queryKey: ['catalogue'], queryFn: ({ signal }) => call(readCatalogue, { signal }), staleTime: HOUR }).data
    ?.areas ?? [];

/** Institutional systems; who does not administer the catalogue names areas and services alone. */
export const useSystems = (mayName: boolean) =>
  useQuery({
    queryKey: ['catalogue-admin', 'tree'],
    queryFn: ({ signal }) => call(readCatalogueTree, { signal }),
    enabled: mayName,
    staleTime: 60_000,
  }).data?.systems.filter(({ active }) => active) ?? [];

/** Any act on a notice: what it gives stands on the page at once, the lists are asked anew. */
export function useActing<Given>(act: (given: Given) => Promise<AnnouncementView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    retry: false,
    networkMode: 'always',
    onSuccess: (view) => client.setQueryData(oneKey(view.id), view),
    // Also when it is refused: what others made of it is what a second try is made on.
    onSettled: () => client.invalidateQueries({ queryKey: ALL }),
  });
}

type Saving = { body: Content; key: string; publishing: boolean };

/** Saves it, and publishes what was saved where that is asked for. */
export const useSave = (one: AnnouncementView | null) =>
  useActing(async ({ body, key, publishing }: Saving) => {
    const saved =
      one === null
        ? await call(addAnnouncement, { body, key })
        : await call(changeAnnouncement, { params: { id: one.id }, body: { ...body, version: one.version } });
    if (!publishing) return saved;
    return call(publishAnnouncement, { params: { id: saved.id }, body: { version: saved.version } });
  });
