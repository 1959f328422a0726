/**
 * What this page remembers for whoever looks into an error of the program: its last calls by name and result, and where in
 * the program its last errors were. Nothing of what was asked, answered or on screen.
 */
import { CALLS_KEPT, ERRORS_KEPT, FRAMES_KEPT, type PageError, type RecentCall } from '#contract/error-reports.ts';

type Past<Of> = Omit<Of, 'secondsAgo'> & { readonly at: number };

const calls: Past<RecentCall>[] = [];
const errors: Past<PageError>[] = [];
const seen = new WeakSet<Error>();

function keep<One>(list: One[], one: One, most: number): void {
  list.push(one);
  if (list.length > most) list.shift();
}

export type Ended = Omit<RecentCall, 'secondsAgo' | 'milliseconds'> & {
  /** `performance.now()` when it was sent. */
  readonly began: number;
};

const CODE = /^[0-9A-F]{8}$/;
const LONGEST_MS = 3_600_000;

export function rememberCall({ began, requestId, ...ended }: Ended): void {
  const at = performance.now();
  const milliseconds = Math.min(Math.max(0, Math.round(at - began)), LONGEST_MS);
  keep(
    calls,
    { ...ended, milliseconds, at, requestId: requestId !== null && CODE.test(requestId) ? requestId : null },
    CALLS_KEPT,
  );
}

/** File, line and column of each place in a stack; what stands around them may be anybody's words. */
export const framesOf = (stack: string): string[] =>
  [...stack.matchAll(/([A-Za-z0-9_.-]{1,80}\.[jt]sx?)(?:\?[^\s:]*)?:(\d{1,7}):(\d{1,7})/g)]
    .slice(0, FRAMES_KEPT)
    .map(([, file = '', row = '', column = '']) => `${file}:${row}:${column}`);

export function rememberError(error: unknown): void {
  if (!(error instanceof Error) || seen.has(error)) return;
  seen.add(error);
  const name = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
  keep(errors, { name, frames: framesOf(error.stack ?? ''), at: performance.now() }, ERRORS_KEPT);
}

const LONGEST_S = 604_800;
const aged = <Of extends { readonly at: number }>(list: readonly Of[]) =>
  list.map(({ at, ...rest }) => ({
    ...rest,
    secondsAgo: Math.min(Math.max(0, Math.round((performance.now() - at) / 1_000)), LONGEST_S),
  }));

/** Oldest first. */
export const remembered = (): { calls: RecentCall[]; errors: PageError[] } => ({
  calls: aged(calls) as RecentCall[],
  errors: aged(errors) as PageError[],
});

/** What breaks outside of what is drawn: told to the window, and to nobody else. */
export function rememberStray(): void {
  window.addEventListener('error', ({ error }) => rememberError(error));
  window.addEventListener('unhandledrejection', ({ reason }) => rememberError(reason));
}
