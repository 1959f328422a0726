/** The responsibilities of document 002: read, accepted by each person, and published anew. */
import type { BodyOf } from '#contract/operation.ts';
import type {
  acceptResponsibilities as acceptOperation,
  publishResponsibilities as publishOperation,
  ResponsibilitiesView,
} from '#contract/responsibilities.ts';
import { dueOf, saveDue, saveDueOfAll } from '../accounts/index.ts';
import { INSTITUTION_STREAM, readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import {
  acceptedAt,
  insertAcceptance,
  insertResponsibilities,
  newestResponsibilities,
  type Responsibilities,
} from './responsibilities-rows.ts';

async function newest(db: Reader): Promise<Responsibilities> {
  const found = await newestResponsibilities(db);
  if (found === undefined) throw new Error('the text that came with the program is gone');
  return found;
}

/** As people read it: the document names a government, and each desk has its own. */
async function asRead(db: Reader, { body }: Responsibilities): Promise<string> {
  const { governmentName } = await readInstitutionRow(db);
  return body.replaceAll('{government}', governmentName);
}

export async function readResponsibilities(house: House, actor: Actor): Promise<ResponsibilitiesView> {
  const { id } = personOf(actor);
  const db = house.store.read;
  const found = await newest(db);
  const [body, accepted, due] = await Promise.all([
    asRead(db, found),
    acceptedAt(db, id, found.version),
    dueOf(db, id),
  ]);
  return {
    version: found.version,
    body,
    sha256: sha256(body).toString('hex'),
    publishedAt: found.publishedAt.toISOString(),
    acceptedAt: accepted?.toISOString() ?? null,
    due,
  };
}

export async function acceptResponsibilities(
  house: House,
  actor: Actor,
  { version }: BodyOf<typeof acceptOperation>,
): Promise<{ done: true }> {
  const { id } = personOf(actor);
  const seen = await newest(house.store.read);
  if (seen.version !== version) throw new Fault('version.stale');
  const db = house.store.read;
  // Twice is once; whoever comes back is asked again of what they accepted before.
  if ((await dueOf(db, id)) || (await acceptedAt(db, id, version)) === null)
    await house.store.change(actor, async (work) => {
      const text = await asRead(work.db, await newest(work.db));
      await insertAcceptance(work, id, version);
      await saveDue(work, id, null);
      await work.record({
        stream: `person:${id}`,
        fact: 'responsibilities.accepted',
        data: { personId: id, version, sha256: sha256(text).toString('hex') },
      });
    });
  return { done: true };
}

export async function publishResponsibilities(
  house: House,
  actor: Actor,
  given: BodyOf<typeof publishOperation>,
): Promise<ResponsibilitiesView> {
  const version = given.version + 1;
  await house.store.change(actor, async (work) => {
    if ((await newest(work.db)).version !== given.version) throw new Fault('version.stale');
    const sum = sha256(given.body);
    const kept = await insertResponsibilities(work, { version, body: given.body, sha256: sum, by: personOf(actor).id });
    if (!kept) throw new Fault('version.stale');
    await saveDueOfAll(work, version);
    await work.record({
      stream: INSTITUTION_STREAM,
      fact: 'responsibilities.published',
      data: { version, sha256: sum.toString('hex') },
    });
  });
  return readResponsibilities(house, actor);
}
