/**
 * `node bench/sealing.ts [--requests 10000] [--rounds 5] [--seconds 2]`
 *
 * What the seal of a record costs beside the filing it is part of, in turns on the same desk; then how long it takes to seal
 * all that was filed before, and to check everything there is (`mesa verify`). What must hold stands in `docs/performance.md`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { registerSealKey, sealLate, sealRecord } from '#server/records/index.ts';
import { systemClock } from '#server/shared/clock.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { openSealing } from '#server/shared/sealing.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { openStore, type Store } from '#server/shared/store.ts';
import { casesOf } from './cases.ts';
import { type Meter, programMeter } from './cpu.ts';
import { openFullDesk } from './desk.ts';
import { load, median, quantile } from './load.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
  },
});
const PORT = 3393;
const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url));
/** Seals of one transaction: the commit is the filing's. */
const AT_ONCE = 200;

type Cost = { readonly time: number; readonly cpu: number };

/** Milliseconds of one seal, with its row: of the clock, and of processors here and in the database. */
async function sealing(store: Store, meters: readonly Meter[], description: string): Promise<Cost> {
  const before = meters.reduce((sum, meter) => sum + meter(), 0);
  let time = 0;
  await store
    .change(system('bench'), async (work) => {
      const began = systemClock.elapsed();
      for (let count = 0; count < AT_ONCE; count += 1) await sealRecord(work, one(description));
      time = systemClock.elapsed() - began;
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  const cpu = meters.reduce((sum, meter) => sum + meter(), 0) - before;
  return { time: time / AT_ONCE, cpu: cpu / AT_ONCE };
}

class Undone extends Error {}

const one = (description: string) => ({
  ...{ subjectId: newId(), act: 'registration' as const, folio: `DTI/SS/2026/${newId()}` },
  head: {
    ...{ governmentName: 'Gobierno del Estado', hostAgencyName: 'Secretaría de Administración' },
    ...{ ownerUnit: 'Servicios Generales', operatorUnit: 'Tecnologías de la Información' },
    ...{ timeZone: 'America/Mexico_City', legend: '2026, Año del Ejemplo', logoSha256: null },
  },
  agency: { acronym: 'SEFOME', name: { es: 'Secretaría de Fomento Económico' } },
  content: {
    ...{ registeredAt: systemClock.now().toISOString(), requesterName: 'Rosa Elena Canul Pech', description },
    ...{ positionName: 'Directora de área', areaName: 'Soporte técnico', serviceName: null, levelName: 'Normal' },
    ...{ subject: 'No imprime la impresora del segundo piso', attachments: [], legalText: description },
  },
});

const seconds = (from: number): string => ((systemClock.elapsed() - from) / 1_000).toFixed(1);

const desk = await openFullDesk({ requests: Number(values.requests), port: PORT, log: console.log });
const secretsDir = mkdtempSync(join(tmpdir(), 'mesa-sealing-'));
const { app, reader, owner, meter } = desk.database;
const key = await openSealing(openSecrets(secretsDir), `http://localhost:${PORT}`);
const store = openStore({ app, reader, clock: systemClock, sealing: key, enqueue: async () => undefined, poolSize: 2 });
const client = new pg.Client(owner);
await client.connect();
try {
  await registerSealKey({ store, sealing: key });
  const cases = await casesOf(owner, `http://localhost:${PORT}`, desk.people);
  const create = cases.find(({ name }) => name === 'create');
  if (create === undefined) throw new Error('no case that files');
  const text = 'La impresora del segundo piso no responde desde ayer; ya la apagamos. '.repeat(8);
  const filing = async (): Promise<Cost> => {
    await client.query('delete from rate_limits');
    const meters = [desk.program.meter, meter];
    const before = meters.reduce((sum, each) => sum + each(), 0);
    const given = { connections: 1, milliseconds: Number(values.seconds) * 1_000, next: create.next };
    const { latencies, count } = await load(desk.program.url, given);
    const cpu = meters.reduce((sum, each) => sum + each(), 0) - before;
    return { time: quantile(latencies, 0.5), cpu: cpu / count };
  };
  const own = [programMeter(process.pid), meter];
  await filing();
  await sealing(store, own, text);
  const [filed, sealed]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    filed.push(await filing());
    sealed.push(await sealing(store, own, text));
  }
  const ratio = (of: keyof Cost) => median(sealed.map((cost, index) => cost[of] / (filed[index]?.[of] ?? Number.NaN)));
  const ms = (costs: readonly Cost[], of: keyof Cost) => median(costs.map((cost) => cost[of])).toFixed(2);
  console.log(`filing: ${ms(filed, 'time')} ms, CPU ${ms(filed, 'cpu')} ms`);
  console.log(`sealing: ${ms(sealed, 'time')} ms, CPU ${ms(sealed, 'cpu')} ms (bar 1.0)`);
  console.log(
    `of filing: ${(ratio('time') * 100).toFixed(1)} % of its time (bar 25), ${(ratio('cpu') * 100).toFixed(1)} % of its CPU`,
  );
  const late = systemClock.elapsed();
  console.log(`sealed late: ${await sealLate({ store })} in ${seconds(late)} s`);
  const check = systemClock.elapsed();
  const env = { DATA_DIR: desk.dataDir, LOG_LEVEL: 'fatal' };
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'verify', '--json'], {
    env,
    maxBuffer: 1 << 24,
  });
  console.log(`checked in ${seconds(check)} s: ${stdout.slice(0, 600)}`);
} finally {
  await client.end();
  await store.close();
  await desk.close();
  rmSync(secretsDir, { recursive: true, force: true });
}
