/** What is left over, and who is left out, when an act is done. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput } from '#contract/operation.ts';
import { assignRequest, discardDraft, fileRequest, readRequest, saveDraft } from '#contract/requests.ts';
import { DAY } from '#server/shared/clock.ts';
import { newId } from '#server/shared/ids.ts';
import { SLICES, schedulesOf } from '#server/wiring.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let rosa: string;
let areaId: BodyInput<typeof fileRequest>['areaId'];

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
});
afterAll(() => desk.close());

const filing = (more: Partial<BodyInput<typeof fileRequest>> = {}): BodyInput<typeof fileRequest> => ({
  draftId: null,
  subject: 'La impresora no imprime',
  description: 'Desde el viernes recibe los documentos pero no imprime.',
  areaId,
  serviceId: null,
  place: { building: 'Edificio A', floor: '2', office: 'Recursos Humanos', phone: '' },
  attachments: [],
  ...more,
});

const run = async (name: string) => {
  const schedule = schedulesOf(SLICES).find((each) => each.name === name);
  if (!schedule) throw new Error(`no schedule ${name}`);
  await schedule.run(desk.house);
};

const onDisk = async () => {
  const ids: string[] = [];
  for await (const id of desk.house.files.olderThan(new Date(8.64e15))) ids.push(id);
  return ids;
};

it.each(['filed', 'thrown away'])('a file that only a draft kept goes a day after the draft is %s', async (end) => {
  const upload = { session: rosa, query: { name: 'notas.txt' }, upload: Buffer.from('notas') };
  const { id } = (await desk.call(uploadAttachment, upload)).reply;
  const draftId = newId();
  const { draftId: _none, ...content } = filing({ attachments: [id] });
  const params = { id: draftId } as never;
  expect((await desk.call(saveDraft, { session: rosa, params, body: content })).status).toBe(200);
  desk.clock.advance(2 * DAY);
  rosa = await desk.enter('rosa.canul@gobierno.example');
  await run('attachments-sweep');
  expect(await onDisk()).toContain(id);
  const ended =
    end === 'filed'
      ? await desk.call(fileRequest, { session: rosa, body: filing({ draftId }) })
      : await desk.call(discardDraft, { session: rosa, params });
  expect(ended.status).toBeLessThan(300);
  await run('attachments-sweep');
  expect(await onDisk()).not.toContain(id);
});

it('an agent who hands a request over to another area hears that it worked, and no more', async () => {
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  const owner = await desk.enter('dsg@gobierno.example');
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const own = teams.find((team) => team.areaId === areaId);
  const others = teams.find((team) => team.areaId !== null && team.areaId !== areaId);
  if (!own || !others) throw new Error('no teams');
  await desk.person({ email: 'laura.mendoza@gobierno.example', roles: ['agent'], teamIds: [own.id] });
  const agent = await desk.enter('laura.mendoza@gobierno.example');
  const { id } = (await desk.call(fileRequest, { session: rosa, body: filing() })).reply;
  const given = await desk.call(assignRequest, {
    session: agent,
    params: { id },
    body: { teamId: others.id, agentId: null },
  });
  expect([given.status, given.reply.state, given.reply.teamName]).toEqual([200, 'assigned', others.name]);
  expect(given.reply).toMatchObject({ description: '', timeline: [], requester: null });
  expect(Object.values(given.reply.can)).not.toContain(true);
  expect((await desk.call(readRequest, { session: agent, params: { ref: id } })).status).toBe(404);
});

it('the answer kept for a repeated call is forgotten after a week, not before', async () => {
  const twice = { session: rosa, key: 'la-misma-llave', body: filing() };
  const { id } = (await desk.call(fileRequest, twice)).reply;
  await run('keys-sweep');
  expect((await desk.call(fileRequest, twice)).reply.id).toBe(id);
  desk.clock.advance(8 * DAY);
  await run('keys-sweep');
  const session = await desk.enter('rosa.canul@gobierno.example');
  expect((await desk.call(fileRequest, { ...twice, session })).reply.id).not.toBe(id);
});
