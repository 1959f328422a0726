/** The one way to the server: operations of the contract over fetch, files over XMLHttpRequest for their progress. */
import type { AttachmentView } from '#contract/attachments.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import type { Problem } from '#contract/faults.ts';
import { type Held, HOLD_HEADER } from '#contract/held.ts';
import { BACKGROUND_HEADER } from '#contract/live.ts';
import type { BodyInput, Operation, ParamsOf, QueryInput, ReplyOf } from '#contract/operation.ts';
import { rememberCall } from './remembered.ts';
import { isTouched } from './touched.ts';

/** The server understood and said no. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** Somebody else was first, and what was seen is no longer so. */
export const isOutrun = (error: unknown): boolean => error instanceof Refused && error.problem.status === 409;

/** No answer came: the network is cut, the server is away, or the answer was lost on its way. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

export type Asked<O extends Operation> = {
  params?: { [Name in keyof ParamsOf<O>]: string };
  query?: QueryInput<O>;
  body?: BodyInput<O>;
  /** Idempotency key: the same key has one effect, however often it is sent. */
  key?: string;
  signal?: AbortSignal;
  /** Sent although the page is being left; nobody will hear the answer. */
  leaving?: true;
};

/** Longer than any answer takes: past it the server is as good as away, and the person should know. */
const PATIENCE_MS = 30_000;
const PATIENCE_FILE_MS = 180_000;
const GATEWAY = new Set([502, 503, 504]);

/** 128 random bits; works over plain http too, where `crypto.randomUUID` does not exist. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const pathOf = (operation: Operation, params: Record<string, string> = {}): string =>
  Object.entries(params).reduce(
    (path, [name, value]) => path.replace(`:${name}`, encodeURIComponent(value)),
    operation.path as string,
  );

const queryOf = (query: Record<string, unknown> = {}): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
};

/** The caller's own signal, and an end to waiting. */
function patience(asked: AbortSignal | undefined, milliseconds: number): { signal: AbortSignal; over: () => void } {
  const both = new AbortController();
  const stop = () => both.abort();
  const timer = setTimeout(stop, milliseconds);
  asked?.addEventListener('abort', stop, { once: true });
  if (asked?.aborted) stop();
  return { signal: both.signal, over: () => clearTimeout(timer) };
}

type AskAgain = () => Promise<boolean>;
let askAgain: AskAgain = async () => false;

/** The app says how who sits here proves it once more; false: they did not. */
export const whenAskedAgain = (next: AskAgain): void => {
  askAgain = next;
};

/**
 * Sends an operation; throws `Refused` or `Unreachable`. One that asks again who this is waits for the answer and is then
 * sent once more: refused at the door, it had no effect.
 */
export async function call<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<ReplyOf<O>> {
  return (await onceProven(() => send(operation, asked, {}))) as ReplyOf<O>;
}

async function onceProven<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.code !== 'session.confirm' || !(await askAgain())) throw error;
    return attempt();
  }
}

/** As `call`, where what came is `read` otherwise; made for the asking, it takes its time. */
export const callFor = <T>(operation: Operation, asked: Asked<Operation>, read: (from: Response) => Promise<T>) =>
  onceProven(() => send(operation, asked, {}, { patience: PATIENCE_FILE_MS, read })) as Promise<T>;

/**
 * As `call`, for an undoable operation that is to wait ten seconds: until when, and the id to take it back with (`undoHeld`).
 * An act on many that would change nothing gives its own reply at once.
 */
export const hold = <O extends Operation>(operation: O, asked: Asked<O>): Promise<Held | ReplyOf<O>> =>
  send(operation, asked, { [HOLD_HEADER]: '1' }) as Promise<Held | ReplyOf<O>>;

async function send<O extends Operation>(
  operation: O,
  asked: Asked<O>,
  extra: Record<string, string>,
  { patience: most, read }: { patience: number; read: typeof answerOf } = { patience: PATIENCE_MS, read: answerOf },
): Promise<unknown> {
  const hasBody = operation.method === 'POST' || operation.method === 'PUT';
  const url = `${pathOf(operation, asked.params)}${queryOf(asked.query as Record<string, unknown>)}`;
  const wait = patience(asked.signal, most);
  const began = performance.now();
  const ended = (response: Response | null, error?: unknown): void =>
    rememberCall({
      operation: operation.name,
      status: response?.status ?? 0,
      fault: error instanceof Refused ? error.problem.code : null,
      requestId: response?.headers.get('x-request-id') ?? null,
      began,
    });
  const response = await fetch(url, {
    method: operation.method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...extra,
      ...(hasBody || isTouched() ? {} : { [BACKGROUND_HEADER]: '1' }),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(operation.idempotent ? { 'idempotency-key': asked.key ?? newKey() } : {}),
    },
    ...(hasBody ? { body: JSON.stringify(asked.body ?? {}) } : {}),
    ...(asked.leaving ? { keepalive: true } : {}),
    signal: wait.signal,
  }).catch((error: unknown) => {
    wait.over();
    if (asked.signal?.aborted) throw error;
    ended(null);
    throw new Unreachable();
  });
  try {
    const answer = await read(response);
    ended(response);
    return answer;
  } catch (error) {
    ended(response, error);
    throw error;
  } finally {
    wait.over();
  }
}

export async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  if (isProblem(answer)) throw new Refused(answer);
  if (GATEWAY.has(response.status) || response.ok) throw new Unreachable();
  throw new Refused({
    type: '',
    title: 'server.error',
    status: response.status,
    code: 'server.error',
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'status' in value;

type OnUpload = { progress: (fraction: number) => void; signal: AbortSignal };

/** Sends one file as it is; `progress` from 0 to 1. Aborting the signal rejects with an AbortError. */
export function sendFile<O extends Operation>(operation: O, asked: Asked<O> & { file: Blob }, on: OnUpload) {
  return new Promise<ReplyOf<O>>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const url = `${pathOf(operation, asked.params)}${queryOf(asked.query as Record<string, unknown>)}`;
    request.open(operation.method, url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && on.progress(event.loaded / event.total);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === operation.status && answer !== null) resolve(answer as ReplyOf<O>);
      else if (isProblem(answer)) reject(new Refused(answer));
      else reject(new Unreachable());
    };
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    on.signal.addEventListener('abort', () => request.abort(), { once: true });
    if (on.signal.aborted) request.abort();
    else request.send(asked.file);
  });
}

export const upload = (file: Blob, name: string, on: OnUpload): Promise<AttachmentView> =>
  sendFile(uploadAttachment, { query: { name }, file }, on);
