/** A closed loop of connections that ask one after the other: what a number of busy people do. */
import { Agent, request } from 'node:http';
import { systemClock } from '#server/shared/clock.ts';

export type Ask = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };

export type Answered = { count: number; seconds: number; latencies: number[] };

function once(base: URL, agent: Agent, ask: Ask): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      { agent, host: base.hostname, port: base.port, path: ask.path, method: ask.method, headers: ask.headers },
      (response) => {
        let text = '';
        response.on('data', (piece: Buffer) => {
          if ((response.statusCode ?? 0) >= 300) text += piece.toString();
        });
        response.on('end', () =>
          (response.statusCode ?? 0) < 300
            ? resolve()
            : reject(new Error(`${ask.method} ${ask.path} answered ${response.statusCode}: ${text.slice(0, 500)}`)),
        );
        response.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(ask.body);
  });
}

/** Keeps `connections` busy for `milliseconds`; `next` makes each call. Any answer but 2xx ends the benchmark. */
export async function load(
  base: URL,
  given: { connections: number; milliseconds: number; next: () => Ask },
): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: given.connections });
  const latencies: number[] = [];
  const began = systemClock.elapsed();
  const until = began + given.milliseconds;
  const worker = async () => {
    for (;;) {
      const start = systemClock.elapsed();
      if (start >= until) return;
      await once(base, agent, given.next());
      latencies.push(systemClock.elapsed() - start);
    }
  };
  await Promise.all(Array.from({ length: given.connections }, worker));
  const seconds = (systemClock.elapsed() - began) / 1000;
  agent.destroy();
  return { count: latencies.length, seconds, latencies: latencies.toSorted((a, b) => a - b) };
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
