/**
 * Acts of the desk that wait ten seconds on the server (`mesa-hold`) and may be taken back: what each page, and the line at
 * the foot of every page, knows of them. A list on this machine finds them again after a reload; a closed tab changes nothing.
 */
import type { FaultCode } from '#contract/faults.ts';
import { type Held, HOLD_SECONDS, settleHeld, undoHeld } from '#contract/held.ts';
import type { Operation, ReplyOf } from '#contract/operation.ts';
import type { RequestView } from '#contract/requests.ts';
import { type Asked, call, hold, Refused, Unreachable } from '#web/shared/client.ts';
import { dropWork, keepWork, readWork, workKey } from './local-work.ts';
import { knowWaiting, TakenBack, Waits } from './waits.ts';

export const WAITING_KINDS = ['message', 'ask', 'resolve', 'reject', 'assign', 'duplicate', 'many'] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** What it is about. `place`: where its words are kept on this machine. `count`: requests of an act on many. */
export type About = {
  kind: WaitingKind;
  requestId: string | null;
  ref: string | null;
  folio: string;
  count: number;
  /** Of an act on many. */
  ids?: readonly string[];
  place: string | null;
};
export type Became = readonly ReplyOf<typeof settleHeld>['items'][number][];
/** late: it was recorded before it could be taken back. */
export type Phase = 'waiting' | 'recording' | 'done' | 'refused' | 'undone' | 'late';
export type WaitingAct = About & {
  readonly id: string;
  /** On the clock of this machine, in milliseconds. */
  readonly dueAt: number;
  readonly phase: Phase;
  /** It could not be taken back just now: no answer came. */
  readonly cut: boolean;
  readonly error: Refused | null;
  readonly refusedOfMany: number;
  /** Of an act on many that is over: what became of each. */
  readonly items: Became;
};

type Ending = { resolve: (view: RequestView | null) => void; reject: (error: Error) => void };

/** Before the server's own instant, so that whoever waits is answered by this call. */
const SETTLE_AFTER_MS = HOLD_SECONDS * 1000 - 500;
const TRY_AGAIN_MS = 1500;
const SHOWN_MS = 6000;

let acts: readonly WaitingAct[] = [];
let personId: string | null = null;
const endings = new Map<string, Ending>();
const waits = new Map<string, Waits>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** By request: the version an act of mine was made on, and the one it led to. */
const moved = new Map<string, Map<number, number>>();
const seen = new Map<string, number>();
const listeners = new Set<() => void>();

export const readWaiting = (): readonly WaitingAct[] => acts;
export const onWaiting = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const isUnsettled = ({ phase }: WaitingAct): boolean => phase === 'waiting' || phase === 'recording';
const KEPT = 'held';

function set(next: readonly WaitingAct[]): void {
  acts = next;
  if (personId !== null) {
    const open = acts.filter(isUnsettled);
    if (open.length === 0) dropWork(workKey(personId, KEPT));
    else keepWork(workKey(personId, KEPT), open);
  }
  for (const listener of listeners) listener();
}
const patch = (id: string, change: Partial<WaitingAct>): void =>
  set(acts.map((act) => (act.id === id ? { ...act, ...change } : act)));
export const dismissWaiting = (id: string): void => set(acts.filter((act) => act.id !== id));

function after(id: string, ms: number, run: () => void): void {
  clearTimeout(timers.get(id));
  timers.set(id, setTimeout(run, Math.max(0, ms)));
}

function enter(act: WaitingAct): Waits {
  const ended = new Promise<RequestView | null>((resolve, reject) => endings.set(act.id, { resolve, reject }));
  // Whoever asked may have left; the line at the foot of the page tells of it.
  ended.catch(() => undefined);
  const entry = new Waits(ended, () => finishWaiting(act.id));
  waits.set(act.id, entry);
  set([...acts.filter(({ id }) => id !== act.id), act]);
  after(act.id, act.dueAt - Date.now(), () => void finishWaiting(act.id));
  return entry;
}

/** What did not go as it was wished stays until it was read. */
const asksForAttention = ({ phase, items }: WaitingAct): boolean =>
  phase === 'refused' || items.some(({ outcome }) => outcome === 'refused');

function end(id: string, phase: Phase, told: Partial<WaitingAct> = {}): Ending | undefined {
  const ending = endings.get(id);
  endings.delete(id);
  waits.delete(id);
  patch(id, { phase, cut: false, ...told });
  const act = acts.find((each) => each.id === id);
  if (act !== undefined && !asksForAttention(act)) after(id, SHOWN_MS, () => dismissWaiting(id));
  return ending;
}

const isHeld = (answer: unknown): answer is Held =>
  typeof answer === 'object' && answer !== null && 'heldId' in answer && 'until' in answer;

/** As `call`, but the act waits; an act on many that would change nothing gives its own answer at once. */
export async function letWait<O extends Operation>(
  operation: O,
  asked: Asked<O>,
  about: About,
): Promise<Waits | ReplyOf<O>> {
  const answer = await hold(operation, asked);
  if (!isHeld(answer)) return answer;
  const { version } = (asked.body ?? {}) as { version?: unknown };
  if (typeof version === 'number') seen.set(answer.heldId, version);
  const fresh = { phase: 'waiting', cut: false, error: null, refusedOfMany: 0, items: [] } as const;
  return enter({ ...about, ...fresh, id: answer.heldId, dueAt: Date.now() + SETTLE_AFTER_MS });
}

export async function takeBack(id: string): Promise<boolean> {
  if (acts.find((act) => act.id === id)?.phase !== 'waiting') return false;
  clearTimeout(timers.get(id));
  try {
    const { items } = await call(undoHeld, { params: { id } });
    // Of many that were changed already the answer says what became of each: too late, like a refusal.
    if (items.every(({ outcome }) => outcome === 'undone')) {
      end(id, 'undone', { items })?.reject(new TakenBack());
      return true;
    }
    await tooLate(id);
    return false;
  } catch (error) {
    if (error instanceof Unreachable) {
      patch(id, { cut: true });
      after(id, (acts.find((act) => act.id === id)?.dueAt ?? 0) - Date.now(), () => void finishWaiting(id));
      return false;
    }
    await tooLate(id);
    return false;
  }
}

/** It was recorded before it could be taken back: what became of it stays until it was read. */
async function tooLate(id: string): Promise<void> {
  await finishWaiting(id);
  const now = acts.find((act) => act.id === id);
  if (now?.phase !== 'done') return;
  if (now.items.length > 0) clearTimeout(timers.get(id));
  patch(id, { phase: 'late' });
}

const running = new Map<string, Promise<void>>();

/** Done now, whether or not its time has come. */
export function finishWaiting(id: string): Promise<void> {
  const before = running.get(id);
  if (before !== undefined) return before;
  const now = finishOnce(id).finally(() => running.delete(id));
  running.set(id, now);
  return now;
}

async function finishOnce(id: string): Promise<void> {
  const act = acts.find((each) => each.id === id);
  if (act === undefined || !isUnsettled(act)) return;
  clearTimeout(timers.get(id));
  patch(id, { phase: 'recording', cut: false });
  const told = await call(settleHeld, { params: { id } }).catch((error: unknown) => error);
  // Whoever was signed out meanwhile finds it again after signing in; the server does it by itself.
  if (told instanceof Refused && told.problem.status === 401) return;
  if (told instanceof Refused) refuse(id, told);
  else if (told instanceof Error) again(id);
  else heed(act, told as ReplyOf<typeof settleHeld>);
}

const again = (id: string): void => after(id, TRY_AGAIN_MS, () => void finishWaiting(id));
const refuse = (id: string, error: Refused): void => end(id, 'refused', { error })?.reject(error);

function heed({ id, requestId }: WaitingAct, told: ReplyOf<typeof settleHeld>): void {
  const { outcome, request, code, values, items } = told;
  // Where the server had done it by itself its own count is gone, and that of each tells.
  const refusedOfMany = told.refusedOfMany || items.filter((each) => each.outcome === 'refused').length;
  if (outcome === 'doing') again(id);
  else if (outcome === 'undone') end(id, 'undone', { items })?.reject(new TakenBack());
  else if (outcome === 'refused' && !items.some((each) => each.outcome === 'done'))
    refuse(id, refusalOf(code ?? 'server.error', values));
  else {
    const from = seen.get(id);
    if (requestId !== null && from !== undefined && request !== null)
      moved.set(requestId, (moved.get(requestId) ?? new Map<number, number>()).set(from, request.version));
    end(id, 'done', { refusedOfMany, items })?.resolve(request);
  }
}

const refusalOf = (code: FaultCode, values: Record<string, string | number>): Refused =>
  new Refused({ type: '', title: code, status: 409, code, values, requestId: '' });

/** Acts of mine on this request that wait are done first: the next one is made on what they leave. */
export async function finishOf(requestId: string): Promise<void> {
  for (const act of acts)
    if ((act.requestId === requestId || act.ids?.includes(requestId)) && isUnsettled(act)) await finishWaiting(act.id);
}

/** The version to send: that which the reader saw, or the one my own waiting acts have led to since. */
export function versionSince(requestId: string, version: number): number {
  const next = moved.get(requestId)?.get(version);
  return next === undefined ? version : versionSince(requestId, next);
}

function waitsAt(place: string): Waits | null {
  const act = acts.find((each) => each.place === place && isUnsettled(each));
  return act === undefined ? null : (waits.get(act.id) ?? null);
}

knowWaiting(waitsAt);

export const lastWaiting = (): WaitingAct | undefined => acts.findLast(({ phase }) => phase === 'waiting');

const wasKept = (value: unknown): value is WaitingAct =>
  typeof value === 'object' && value !== null && 'id' in value && 'kind' in value && 'dueAt' in value;

/** Those of this person, after a reload or a sign-in; those of whoever sat here before are no longer told of. */
export function resumeWaiting(id: string): void {
  if (personId !== null && personId !== id) {
    for (const timer of timers.values()) clearTimeout(timer);
    acts = [];
  }
  personId = id;
  const kept = readWork(workKey(id, KEPT));
  for (const act of Array.isArray(kept) ? kept.filter(wasKept) : []) {
    if (waits.has(act.id)) after(act.id, act.dueAt - Date.now(), () => void finishWaiting(act.id));
    else forgetWords(act, enter({ ...act, phase: 'waiting', cut: false, error: null, refusedOfMany: 0, items: [] }));
  }
}

/** No page holds its words any more: once they are recorded, their copy goes. */
function forgetWords({ place }: WaitingAct, entry: Waits): void {
  if (place !== null) entry.ended.then(() => dropWork(place)).catch(() => undefined);
}
