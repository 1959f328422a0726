/** People of the desk before, over power cuts: whoever goes on after one goes on where it ended, and nobody comes in twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { listOrganisation } from '#contract/agencies.ts';
import { type ArrivalDetail, lookAtArrival, readArrival, startArrival } from '#contract/arrivals.ts';
import { setUp } from '../kit/desk.ts';
import { freePort, startProgram } from '../kit/program.ts';

const PEOPLE = 1_500;
const CUTS = 3;

it('brings everybody in once, with SIGKILLs in the middle', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-arrivals-'));
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  let program = await startProgram('serve', env);
  try {
    const admin = await setUp(program);
    const { agencies, positions } = await admin.call(listOrganisation);
    const rest = `${agencies[0]?.name.es};${positions[0]?.name.es}`;
    const rows = Array.from({ length: PEOPLE }, (_, n) => `Ana;Núñez ${n};ana${n}@gobierno.example;${rest}`);
    const bytes = Buffer.from(['Nombre;Paterno;Correo;Dependencia;Puesto', ...rows].join('\n'));
    const query = { name: 'personas.csv', kind: 'people', desk: 'Mesa vieja' } as const;
    const look = () => admin.call(lookAtArrival, { query, bytes });
    const { id, version } = await look();
    const stand = (): Promise<ArrivalDetail> => admin.call(readArrival, { params: { id } });
    await admin.call(startArrival, { params: { id }, body: { version, letters: false } });
    let before = 0;
    for (let cut = 0; cut < CUTS; cut += 1) {
      const limit = Date.now() + 60_000;
      while ((await stand()).counts.brought <= before && Date.now() < limit) await pause(20);
      await program.kill();
      program = await startProgram('serve', env);
      const standing = await stand();
      expect([standing.state, standing.counts.brought < PEOPLE]).toEqual(['running', true]);
      before = standing.counts.brought;
    }
    await expect.poll(async () => (await stand()).state, { timeout: 150_000, interval: 500 }).toBe('done');
    expect((await stand()).counts).toEqual({ new: 0, here: 0, fault: 0, brought: PEOPLE });
    // The same file again: each is here, once.
    expect((await look()).counts).toEqual({ new: 0, here: PEOPLE, fault: 0, brought: 0 });
  } finally {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
