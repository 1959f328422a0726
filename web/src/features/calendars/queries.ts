/** Every call the screens of calendars make. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addCalendar,
  changeCalendar,
  listCalendars,
  previewCalendarChange,
  readCalendar,
} from '#contract/calendars.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call, isOutrun } from '#web/shared/client.ts';

export type CalendarLine = ReplyOf<typeof listCalendars>['calendars'][number];
export type Week = CalendarLine['hours'];
export type Change = BodyInput<typeof previewCalendarChange>['change'];

const CALENDARS = ['calendars'] as const;
const oneKey = (id: string) => [...CALENDARS, 'one', id] as const;

export const useCalendars = () =>
  useQuery({ queryKey: [...CALENDARS, 'list'], queryFn: ({ signal }) => call(listCalendars, { signal }) });

export const useCalendar = (id: string) =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => call(readCalendar, { params: { id }, signal }) });

/** What the change would move, counted anew each time it is looked at. */
export const usePreview = (id: string, change: Change) =>
  useQuery({
    queryKey: [...CALENDARS, 'preview', id, change],
    queryFn: ({ signal }) => call(previewCalendarChange, { params: { id }, body: { change }, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export function useChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyInput<typeof changeCalendar>; key: string }) =>
      call(changeCalendar, { params: { id }, body, key }),
    retry: false,
    // Others changed it: what this change would move is counted anew, and a second try follows theirs.
    onError: (error) => {
      if (isOutrun(error)) void client.invalidateQueries({ queryKey: CALENDARS });
    },
    onSuccess: async ({ calendar }) => {
      client.setQueryData(oneKey(id), calendar);
      await Promise.all(
        [[...CALENDARS, 'list'], ['promises'], ['requests']].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
  });
}

export function useAdd() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof addCalendar>) => call(addCalendar, { body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [...CALENDARS, 'list'] }),
        client.invalidateQueries({ queryKey: ['levels'] }),
      ]),
  });
}
