/** A desk that listens until a signal: start, announce, stop in order (S30). */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Desk } from '../assemble.ts';
import { type MetricsDoor, openMetricsDoor } from '../shared/http/metrics-door.ts';
import type { Postgres } from '../shared/postgres/postgres.ts';
import type { Settings } from '../shared/settings.ts';
import { both, say } from './terminal.ts';

export const WEB_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url));

export function requireWeb(): void {
  if (!existsSync(join(WEB_FOLDER, 'index.html'))) throw both('terminal.web-missing');
}

/** Opens the port; gives the address people use. */
export async function listen(desk: Desk, settings: Settings): Promise<string> {
  const { port, host } = settings;
  try {
    await desk.app.listen({ port, host });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw both('terminal.port-taken', { port });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') throw both('terminal.port-refused', { port, host });
    throw error;
  }
  const bound = desk.app.server.address() as AddressInfo;
  return port === 0 ? `http://localhost:${bound.port}` : settings.publicUrl;
}

/** Opens the door for Prometheus where the settings ask for one. */
export async function giveFigures(desk: Desk, { metrics }: Settings): Promise<MetricsDoor | null> {
  if (metrics === null) return null;
  try {
    return await openMetricsDoor({ ...metrics, figures: desk.figures });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw both('terminal.metrics-taken', { port: metrics.port });
    throw error;
  }
}

export type Running = { desk: Desk; postgres: Postgres; settings: Settings; afterwards?: () => Promise<void> };

/** Waits for SIGINT or SIGTERM (or PostgreSQL's unasked end), then stops everything and leaves. A second signal changes nothing. */
export function untilStopped(running: Running): void {
  const { desk, postgres, settings } = running;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    say(settings.terminalLocale, 'terminal.stopping');
    // Each part is stopped although the one before could not be: a PostgreSQL left alone would hold the folder.
    const parts = [() => desk.close(), () => postgres.close(), async () => running.afterwards?.()];
    let failed = false;
    for (const part of parts) {
      await part().catch((error: unknown) => {
        failed = true;
        desk.house.log.error({ err: error }, 'a part did not stop');
      });
    }
    say(settings.terminalLocale, 'terminal.stopped');
    process.exit(failed ? 1 : code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  void postgres.ended.then(() => {
    if (stopping) return;
    console.error(both('terminal.database-ended').message);
    void stop(1);
  });
}
