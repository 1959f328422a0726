/** Every call about being told: the bell, the letters and their server, the mail of the demonstration. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readSettings, saveMail } from '#contract/institution.ts';
import {
  LETTER_STATES,
  listLetters,
  listNotices,
  listTestMail,
  readNotices,
  readTestMail,
  retryLetter,
} from '#contract/notifications.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

export type Notices = ReplyOf<typeof listNotices>;
export type Notice = Notices['items'][number];
export type Letters = ReplyOf<typeof listLetters>;
export type Letter = Letters['items'][number];
export type LetterState = Letter['state'];
export type TestLetter = ReplyOf<typeof listTestMail>['items'][number];
export type MailBody = BodyInput<typeof saveMail>;
export type Settings = ReplyOf<typeof readSettings>;

const keys = {
  notices: ['notices'],
  letters: ['letters'],
  settings: ['settings'],
  testMail: ['test-mail'],
  session: ['session'],
} as const;

/** How often the open page asks again, milliseconds. */
const EVERY = 20_000;
const SOON = 5_000;

const following = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next: string | null }) => page.next,
};

export const isLetterState = (value: unknown): value is LetterState => LETTER_STATES.some((state) => state === value);

/** Read when the panel opens: the count on the bell comes with the session. */
export const useNotices = (wanted: boolean) =>
  useInfiniteQuery({
    queryKey: keys.notices,
    queryFn: ({ pageParam, signal }) => call(listNotices, { query: { cursor: pageParam ?? undefined }, signal }),
    ...following,
    enabled: wanted,
    staleTime: 0,
  });

export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(readNotices),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.session }),
        client.invalidateQueries({ queryKey: keys.notices }),
      ]),
  });
}

export const useLetters = (state: LetterState | undefined) =>
  useInfiniteQuery({
    queryKey: [...keys.letters, state ?? 'all'],
    queryFn: ({ pageParam, signal }) => call(listLetters, { query: { state, cursor: pageParam ?? undefined }, signal }),
    ...following,
    placeholderData: (before) => before,
    refetchInterval: EVERY,
  });

export function useRetryLetter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(retryLetter, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.letters }),
  });
}

export const useSettings = () =>
  useQuery({ queryKey: keys.settings, queryFn: ({ signal }) => call(readSettings, { signal }), staleTime: 0 });

/** Kept only when a test letter was accepted; the notices of every page are then asked again. */
export function useSaveMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MailBody) => call(saveMail, { body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.settings }),
        client.invalidateQueries({ queryKey: keys.session }),
      ]),
  });
}

export const useTestMail = () =>
  useInfiniteQuery({
    queryKey: keys.testMail,
    queryFn: ({ pageParam, signal }) => call(listTestMail, { query: { cursor: pageParam ?? undefined }, signal }),
    ...following,
    refetchInterval: SOON,
  });

export const useTestLetter = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.testMail, id],
    queryFn: ({ signal }) => call(readTestMail, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
