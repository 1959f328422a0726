/** What the desk chooses from; apart from the calls of who only asks. */
import { useQuery } from '@tanstack/react-query';
import { readDeskLists } from '#contract/desk-lists.ts';
import { call } from '#web/shared/client.ts';

const HOUR = 3_600_000;
export const deskListsKey = ['desk-lists'] as const;

export const useDeskLists = (wanted: boolean) =>
  useQuery({
    queryKey: deskListsKey,
    queryFn: ({ signal }) => call(readDeskLists, { signal }),
    staleTime: HOUR,
    enabled: wanted,
  });
