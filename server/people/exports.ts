/**
 * Files of people: asked for, made in the queue as whoever asked may have them then, fetched by them alone. Whoever is
 * deactivated or loses the right meanwhile gets none (V36): not the one that waits, nor the one that lies ready.
 */
import { Readable } from 'node:stream';
import type { BodyOf } from '#contract/operation.ts';
import type { askPeopleExport, PeopleExportId, PeopleExportView } from '#contract/people-exports.ts';
import { holds } from '#contract/permissions.ts';
import { actingPerson } from '../accounts/index.ts';
import { DAY, HOUR, later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { newId, sha256 } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import { type PersonActor, system } from '../shared/policy.ts';
import {
  askedSince,
  deleteExportsOf,
  deleteOverExports,
  type ExportRow,
  exportsOf,
  insertExport,
  keepMade,
  queuedExport,
  readyExport,
  refuseExport,
} from './export-rows.ts';
import { exportName, writeExport } from './export-table.ts';

export const EXPORT_ASKED = 'people.export-asked';
const LIFE = DAY;
/** Files of all people are no thing one needs by the dozen. */
const MOST_AN_HOUR = 20;

const streamOf = (id: string): string => `people-export:${id}`;

const toView = ({ id, format, state, people, askedAt, expiresAt }: ExportRow): PeopleExportView => ({
  ...{ id, format, state, people },
  askedAt: askedAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

/** `rate.exceeded` of who asks for too many. The words typed stay out of the history: they may be somebody's name. */
export async function askExport(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof askPeopleExport>,
): Promise<PeopleExportView> {
  const { format, ...filter } = given;
  const id = newId<PeopleExportId>();
  const row = await house.store.change(actor, async (work) => {
    if ((await askedSince(work.db, actor.id, later(work.now, -HOUR))) >= MOST_AN_HOUR)
      throw new Fault('rate.exceeded', { minutes: 60 }, { retryAfter: 3_600 });
    const expiresAt = later(work.now, LIFE);
    const asked = { id, askedBy: actor.id, sessionId: actor.sessionId, format, filter, expiresAt };
    await insertExport(work, asked);
    const { q, state = null, agencyId = null, role = null, level = null } = filter;
    const words = q === undefined || q === '' ? null : sha256(q).toString('hex');
    const data = { exportId: id, format, words, state, agencyId, role, level };
    await work.record({ stream: streamOf(id), fact: EXPORT_ASKED, data, opens: true });
    return { ...asked, askedAt: work.now, state: 'queued' as const, people: null };
  });
  return toView(row);
}

export const listExports = async (house: House, actor: PersonActor): Promise<{ items: PeopleExportView[] }> => ({
  items: (await exportsOf(house.store.read, actor.id, house.clock.now())).map(toView),
});

/** The reaction to one that was asked for; again after a failure, and harmless then. */
export async function makeExport(house: House, happened: Happened): Promise<void> {
  const asked = await queuedExport(house.store.read, String(happened.data.exportId));
  if (asked === undefined) return;
  const mayHave = async (): Promise<PersonActor | null> => {
    const person = await actingPerson(house.store.read, { personId: asked.askedBy, sessionId: asked.sessionId });
    return person !== null && holds(person.roles, 'people.administer') ? person : null;
  };
  const actor = await mayHave();
  if (actor === null) return refuse(house, asked.id);
  const { content, people } = await writeExport(house, actor, asked);
  // Writing it took its time: asked again where it is kept.
  if ((await mayHave()) === null) return refuse(house, asked.id);
  await house.store.change(actor, async (work) => {
    if (!(await keepMade(work, asked.id, { people, content }))) return;
    const sum = sha256(content).toString('hex');
    const data = { exportId: asked.id, people, sha256: sum };
    await work.record({ stream: streamOf(asked.id), fact: 'people.export-made', data });
  });
}

const refuse = (house: House, id: string): Promise<void> =>
  house.store.change(system('people-export'), async (work) => {
    await refuseExport(work, id);
    await work.record({ stream: streamOf(id), fact: 'people.export-refused', data: { exportId: id } });
  });

/** `not-found` of what is not one's own, is not ready, or has ended. */
export async function fetchExport(house: House, actor: PersonActor, id: string): Promise<FileAnswer> {
  const made = await house.store.change(actor, async (work) => {
    const ready = await readyExport(work, { id, askedBy: actor.id });
    if (ready === undefined) throw new Fault('not-found');
    await work.record({ stream: streamOf(id), fact: 'people.export-fetched', data: { exportId: id } });
    return ready;
  });
  const name = exportName(actor.locale, made.format);
  return new FileAnswer({ name, bytes: made.content.length, content: Readable.from([made.content]) });
}

/** With the account go the files its person asked for: opened again, it finds none of before. */
export const forgetExports = (house: House, happened: Happened): Promise<void> =>
  house.store.aside('sweep', (db) => deleteExportsOf(db, String(happened.data.personId)));

export const sweepExports = (house: House): Promise<void> => house.store.aside('sweep', deleteOverExports);
