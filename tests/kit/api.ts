/** A browser's worth of HTTP against the real program: cookie, origin, JSON; typed by the contract. */
import type { Problem } from '#contract/faults.ts';
import type { BodyInput, Operation, ParamsOf, QueryInput, ReplyOf } from '#contract/operation.ts';

export type Sent<O extends Operation> = {
  params?: ParamsOf<O>;
  query?: QueryInput<O>;
  body?: BodyInput<O>;
  key?: string;
  bytes?: Uint8Array;
  headers?: Record<string, string>;
};

export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** Seconds to wait before the next try, when the answer said so. */
  readonly retryAfter: number | null;
  constructor(status: number, problem: Problem, retryAfter: string | null = null) {
    super(`${status} ${problem.code}`);
    this.status = status;
    this.retryAfter = retryAfter === null ? null : Number(retryAfter);
    this.problem = problem;
  }
}

export type Api = {
  call<O extends Operation>(operation: O, sent?: Sent<O>): Promise<ReplyOf<O>>;
  download(path: string): Promise<Buffer>;
  at(url: string): void;
  /** The same session in another browser's hands: may talk to another node. */
  copy(): Api;
};

/** With the cookie of a session, where there is one already. */
export function openApi(start: string, session = ''): Api {
  let url = start;
  let cookie = session;
  const headers = (extra: Record<string, string>) => ({
    origin: url,
    'sec-fetch-site': 'same-origin',
    ...(cookie ? { cookie } : {}),
    ...extra,
  });
  return {
    at: (next) => {
      url = next;
    },
    copy: () => openApi(url, cookie),
    call: async (operation, sent = {}) => {
      const path = Object.entries(sent.params ?? {}).reduce(
        (text, [name, value]) => text.replace(`:${name}`, String(value)),
        operation.path as string,
      );
      const query = new URLSearchParams(Object.entries(sent.query ?? {}).map(([name, value]) => [name, String(value)]));
      const isUpload = operation.carrier === 'upload';
      const hasBody = operation.method === 'POST' || operation.method === 'PUT';
      const response = await fetch(`${url}${path}?${query}`, {
        method: operation.method,
        headers: headers({
          ...(isUpload
            ? { 'content-type': 'application/octet-stream' }
            : hasBody
              ? { 'content-type': 'application/json' }
              : {}),
          ...(operation.idempotent ? { 'idempotency-key': sent.key ?? crypto.randomUUID() } : {}),
          ...sent.headers,
        }),
        ...(isUpload
          ? { body: new Uint8Array(sent.bytes ?? []) }
          : hasBody
            ? { body: JSON.stringify(sent.body ?? {}) }
            : {}),
      });
      const set = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
      if (set.length > 0) cookie = set.at(-1) ?? '';
      const answer = await response.json();
      if (!response.ok) throw new Refusal(response.status, answer, response.headers.get('retry-after'));
      return answer;
    },
    download: async (path) => Buffer.from(await (await fetch(`${url}${path}`, { headers: headers({}) })).arrayBuffer()),
  };
}
