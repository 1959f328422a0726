/** Acts that wait, over a power cut and with two nodes on one database: none is lost, none is done twice, none taken back is done. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readDeskLists } from '#contract/catalogue.ts';
import { type Held, HOLD_HEADER, undoHeld } from '#contract/held.ts';
import { assignRequest, fileRequest, type RequestView, readRequest } from '#contract/requests.ts';
import type { Api } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { freePort, startProgram } from '../kit/program.ts';

async function file(person: Api, areaId: string): Promise<RequestView> {
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes no imprime.', place };
  const body = { ...words, draftId: null, areaId: areaId as never, serviceId: null, attachments: [] };
  return person.call(fileRequest, { body });
}

it('does what waited once, after SIGKILL and after SIGTERM, and not what was taken back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-held-'));
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  let program = await startProgram('serve', env);
  try {
    const admin = await setUp(program);
    const area = await technicalSupport(admin);
    const owner = await addPerson(admin, program.url, {
      email: 'dsg@gobierno.example',
      roles: ['service_owner', 'requester'],
    });
    const { teams } = await owner.call(readDeskLists);
    const teamId = teams.find((team) => team.areaId === area.id)?.id;
    if (teamId === undefined) throw new Error('no team');
    const requests: RequestView[] = [];
    for (let n = 0; n < 4; n += 1) requests.push(await file(owner, area.id));
    const hold = async (request: RequestView): Promise<Held> => {
      const body = { version: request.version, teamId, agentId: null };
      const sent = { params: { id: request.id }, body, headers: { [HOLD_HEADER]: '1' } };
      return (await owner.call(assignRequest, sent)) as unknown as Held;
    };
    const state = async (request: RequestView) => {
      const view = await owner.call(readRequest, { params: { ref: request.id } });
      return [view.state, view.timeline.filter((entry) => entry.fact === 'request.assigned').length];
    };
    const [one, two, three, four] = requests as [RequestView, RequestView, RequestView, RequestView];
    const settled = async (request: RequestView) => {
      const limit = Date.now() + 90_000;
      while ((await state(request))[0] !== 'assigned' && Date.now() < limit) await pause(250);
      return state(request);
    };
    await hold(one);
    await owner.call(undoHeld, { params: { id: (await hold(two)).heldId } });
    await program.kill();
    program = await startProgram('serve', env);
    expect(await settled(one)).toEqual(['assigned', 1]);
    await hold(three);
    await program.stop();
    program = await startProgram('serve', env);
    expect(await settled(three)).toEqual(['assigned', 1]);
    // Killed about its very instant: whatever was under way is done, once.
    const { until } = await hold(four);
    await pause(Math.max(0, Date.parse(until) - Date.now()) + 600 * Math.random());
    await program.kill();
    program = await startProgram('serve', env);
    expect(await settled(four)).toEqual(['assigned', 1]);
    expect(await state(two)).toEqual(['registered', 0]);
  } finally {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}, 480_000);
