/** Levels as their owner changes them: draft, publication, return from retirement. Retiring asks the catalogue, and is there. */
import type { LevelId } from '#contract/catalogue.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { LevelContent, LevelDetail, publishLevel, saveLevelDraft } from '#contract/service-levels.ts';
import { handOf, outrun } from '../accounts/index.ts';
import { calendarIdsByKey, localDay } from '../calendars/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { canonical } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import { type Actor, allow, personOf, system } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';
import { levelPolicy } from './policy.ts';
import { readLevel } from './read-levels.ts';
import { findLevel, insertLevel, type Level, lockLevel, saveInForce, saveRetired } from './rows.ts';
import {
  codeTaken,
  dropDraft,
  findDraft,
  insertVersion,
  type LevelDraft,
  lockDraft,
  saveDraftRow,
  selectOverdue,
  selectVersions,
} from './version-rows.ts';
import { samePromise, versionOn, wordsOf } from './versions.ts';

const streamOf = (id: string): string => `service-level:${id}`;
const misfit = (path: string, message: string): Fault =>
  new Fault('input.invalid', {}, { fields: [{ path, message }] });
const todayOf = async (db: Reader, now: Date): Promise<string> =>
  localDay((await readInstitutionRow(db)).timeZone, now);

async function check(db: Reader, given: { id: string; content: LevelContent; today: string }): Promise<void> {
  const { id, content, today } = given;
  const calendars = [...(await calendarIdsByKey(db)).values()];
  if (!calendars.includes(content.calendarId)) throw misfit('content.calendarId', 'field.choice');
  if (await codeTaken(db, { id, code: content.code, today })) throw misfit('content.code', 'field.level-code-taken');
}

/** Who saved the draft meanwhile; where it is gone, who published it. */
async function keptBefore(
  db: Reader,
  { id, draft, actor }: { id: string; draft: LevelDraft | undefined; actor: Actor },
): Promise<Fault> {
  if (draft === undefined) return outrun(db, { stream: streamOf(id), actor });
  const hand = { personId: draft.savedById, at: draft.savedAt, fact: 'service-level.draft-saved' };
  return new Fault('version.stale', await handOf(db, hand, actor));
}

/**
 * Keeps the draft of a level; nothing of it is in force. `edition` is the draft's that was changed: somebody else's
 * saving in between is a `version.stale`, never overwritten.
 */
export async function saveDraft(
  house: House,
  actor: Actor,
  given: { id: LevelId; body: BodyOf<typeof saveLevelDraft> },
): Promise<LevelDetail> {
  const { id, body } = given;
  const savedBy = personOf(actor).id;
  await house.store.aside('draft', async (db, now) => {
    const level = await findLevel(db, id);
    allow(levelPolicy, 'administer', { actor, thing: { published: level !== undefined } });
    if (level?.retiredAt) throw new Fault('level.retired');
    await check(db, { id, content: body.content, today: await todayOf(db, now) });
    if (await saveDraftRow(db, { levelId: id, ...body, savedAt: now, savedBy })) return;
    const theirs = await findDraft(db, id);
    // A draft that was never there is no draft somebody changed.
    if (level === undefined && theirs === undefined) throw new Fault('not-found');
    throw await keptBefore(db, { id, draft: theirs, actor });
  });
  return readLevel(house, actor, id);
}

export async function discardDraft(house: House, actor: Actor, id: LevelId): Promise<{ done: true }> {
  allow(levelPolicy, 'administer', { actor, thing: { published: true } });
  const was = await house.store.aside('draft', (db) => dropDraft(db, id));
  if (!was) throw new Fault('not-found');
  return { done: true };
}

/** Makes the draft the next version of its level; what is in force changes at once when its day has come. */
export async function publish(
  house: House,
  actor: Actor,
  given: { id: LevelId; body: BodyOf<typeof publishLevel> },
): Promise<LevelDetail> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const level = await lockLevel(work.db, id);
    const draft = await lockDraft(work.db, id);
    const known = level !== undefined || draft !== undefined ? { published: level !== undefined } : undefined;
    allow(levelPolicy, 'administer', { actor, thing: known });
    if (draft?.edition !== body.edition) throw await keptBefore(work.db, { id, draft, actor });
    await takeOver(work, { id, level, content: draft.content, reason: body.reason });
    await dropDraft(work.db, id);
  });
  return readLevel(house, actor, id);
}

type Publishing = { id: LevelId; level: Level | undefined; content: LevelContent; reason: string };

async function takeOver(work: Work, { id, level, content, reason }: Publishing): Promise<void> {
  const today = await todayOf(work.db, work.now);
  await check(work.db, { id, content, today });
  const versions = await selectVersions(work.db, id);
  // Nothing can name a level that is not there yet, so a new one holds at once.
  const effectiveOn = level === undefined ? today : (content.effectiveOn ?? today);
  if (effectiveOn < today) throw new Fault('date.past');
  const held = versionOn(versions, effectiveOn);
  const coming = versions.some((each) => each.effectiveOn > effectiveOn);
  if (held !== undefined && !coming && samePromise(held.content, content)) throw new Fault('level.unchanged');
  const version = (versions.at(-1)?.version ?? 0) + 1;
  const inForce = { id, version, ...wordsOf(content) };
  if (level === undefined) await insertLevel(work.db, { ...inForce, key: id });
  else if (effectiveOn === today) await saveInForce(work.db, inForce);
  const publishedBy = work.actor.kind === 'person' ? work.actor.id : null;
  await insertVersion(work.db, {
    levelId: id,
    version,
    content,
    effectiveOn,
    reason,
    publishedAt: work.now,
    publishedBy,
  });
  await work.record({
    stream: streamOf(id),
    fact: level === undefined ? 'service-level.added' : 'service-level.published',
    data: { levelId: id, version, effectiveOn, reason, contentSha256: sha256(canonical(content)).toString('hex') },
    ...(level === undefined ? { opens: true as const } : {}),
  });
}

/** Puts a retired level back into use, as it was. */
export async function restore(
  house: House,
  actor: Actor,
  given: { id: LevelId; reason: string },
): Promise<LevelDetail> {
  const { id, reason } = given;
  await house.store.change(actor, async (work) => {
    const level = await lockLevel(work.db, id);
    allow(levelPolicy, 'administer', { actor, thing: level && { published: true } });
    await saveRetired(work.db, id, null);
    await work.record({ stream: streamOf(id), fact: 'service-level.restored', data: { levelId: id, reason } });
  });
  return readLevel(house, actor, id);
}

/**
 * Takes a level out of use inside an act under way. The caller has asked who may, and made sure that nothing that is
 * offered still gives it to new requests.
 */
export async function retireWithin(work: Work, given: { id: LevelId; reason: string }): Promise<void> {
  await saveRetired(work.db, given.id, work.now);
  await work.record({
    stream: streamOf(given.id),
    fact: 'service-level.retired',
    data: { levelId: given.id, reason: given.reason },
  });
}

/** Versions whose day has come take their place. Asked again it does nothing. */
export async function putInForce(house: House): Promise<void> {
  const due = await selectOverdue(house.store.read, await todayOf(house.store.read, house.clock.now()));
  for (const { levelId } of due)
    await house.store.change(system('levels'), (work) => putOneInForce(work, levelId as LevelId));
}

async function putOneInForce(work: Work, id: LevelId): Promise<void> {
  const level = await lockLevel(work.db, id);
  const version = versionOn(await selectVersions(work.db, id), await todayOf(work.db, work.now));
  if (level === undefined || version === undefined) throw new Error(`no version of level ${id} to put in force`);
  await saveInForce(work.db, { id, version: version.version, ...wordsOf(version.content) });
  await work.record({
    stream: streamOf(id),
    fact: 'service-level.in-force',
    data: { levelId: id, version: version.version, effectiveOn: version.effectiveOn },
  });
}
