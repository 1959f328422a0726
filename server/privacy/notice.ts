/** The privacy notice: read by anybody, followed by a new version, and said to have been read. */
import type { BodyOf } from '#contract/operation.ts';
import type { NextNotice, PrivacyNoticeView, publishPrivacyNotice as publishOperation } from '#contract/privacy.ts';
import { keepReading, readingsOf } from '../accounts/index.ts';
import { fromLocal } from '../calendars/index.ts';
import { INSTITUTION_STREAM, type Institution, readInstitutionRow, todayAt } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import type { PersonActor } from '../shared/policy.ts';
import { insertNotice, type NoticeTexts, noticeOf, noticeVersions } from './notice-rows.ts';
import { withPlacesOpen } from './starting-text.ts';

/** What a text leaves open, as the institution has it now. A text somebody published has nothing open. */
const filled = (text: string, institution: Institution): string =>
  text
    .replaceAll('{government}', institution.governmentName)
    .replaceAll('{agency}', institution.hostAgencyName)
    .replaceAll('{owner}', institution.ownerUnit)
    .replaceAll('{operator}', institution.operatorUnit)
    .replaceAll('{phone}', institution.deskPhone || '—');

const iso = (at: Date): string => at.toISOString();

/** `not-found` of a version there never was. */
export async function readNotice(house: House, version: string | undefined): Promise<PrivacyNoticeView> {
  const db = house.store.read;
  const [versions, institution] = await Promise.all([noticeVersions(db, house.clock.now()), readInstitutionRow(db)]);
  const inForce = versions.find(({ begun }) => begun)?.version ?? 1;
  const found = await noticeOf(db, version === undefined ? inForce : Number(version));
  if (found === undefined) throw new Fault('not-found');
  // Of several that were published ahead, the newest is what will hold.
  const [newest] = versions;
  const coming = newest === undefined || newest.begun ? null : newest;
  const as = (text: string) => filled(text, institution);
  const full = as(found.fullEs);
  return {
    version: found.version,
    es: { short: as(found.shortEs), full },
    en: found.fullEn === '' ? null : { short: as(found.shortEn), full: as(found.fullEn) },
    sha256: sha256(full).toString('hex'),
    publishedAt: iso(found.publishedAt),
    appliesAt: iso(found.appliesAt),
    inForce: found.version === inForce,
    coming: coming && { version: coming.version, appliesAt: iso(coming.appliesAt) },
    starting: found.publishedBy === null,
    versions: versions.map((each) => ({
      version: each.version,
      publishedAt: iso(each.publishedAt),
      appliesAt: iso(each.appliesAt),
    })),
  };
}

/** The next version goes on from the newest: from one that is coming, too. */
export async function readNextNotice(house: House): Promise<NextNotice> {
  const db = house.store.read;
  const [newest, versions, institution] = await Promise.all([
    noticeOf(db, null),
    noticeVersions(db, house.clock.now()),
    readInstitutionRow(db),
  ]);
  if (newest === undefined) throw new Fault('not-found');
  const { shortEs, fullEs, shortEn, fullEn } = newest;
  const texts = { shortEs, fullEs, shortEn, fullEn };
  const as = (given: NoticeTexts): NoticeTexts => ({
    shortEs: filled(given.shortEs, institution),
    fullEs: filled(given.fullEs, institution),
    shortEn: filled(given.shortEn, institution),
    fullEn: filled(given.fullEn, institution),
  });
  const starting = newest.publishedBy === null;
  return {
    follows: newest.version,
    appliesAt: iso(newest.appliesAt),
    inForce: versions[0]?.begun ?? true,
    starting,
    published: as(texts),
    next: as(starting ? withPlacesOpen(texts) : texts),
  };
}

/** Half a notice in English would tell half of it. */
function refuseHalfEnglish({ shortEn, fullEn }: NoticeTexts): void {
  if ((shortEn === '') === (fullEn === '')) return;
  const path = shortEn === '' ? 'shortEn' : 'fullEn';
  throw new Fault('input.invalid', {}, { fields: [{ path, message: 'field.required' }] });
}

/** The first instant of that day at the institution; null: from now on. */
function appliesFrom(institution: Institution, day: string | null, now: Date): Date | null {
  if (day === null || day === todayAt(institution, now)) return null;
  const refuse = (message: string) => new Fault('input.invalid', {}, { fields: [{ path: 'appliesOn', message }] });
  if (day < todayAt(institution, now)) throw refuse('field.date-past');
  // More than a year ahead is a slip of the pen.
  if (day > todayAt(institution, later(now, 365 * DAY))) throw refuse('field.date');
  return fromLocal(institution.timeZone, `${day}T00:00`);
}

export async function publishNotice(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof publishOperation>,
): Promise<PrivacyNoticeView> {
  const { shortEs, fullEs, shortEn, fullEn } = given;
  const texts = { shortEs, fullEs, shortEn, fullEn };
  refuseHalfEnglish(texts);
  const version = given.version + 1;
  await house.store.change(actor, async (work) => {
    const appliesAt = appliesFrom(await readInstitutionRow(work.db), given.appliesOn, work.now);
    if ((await noticeOf(work.db, null))?.version !== given.version) throw new Fault('version.stale');
    const sum = sha256(JSON.stringify([shortEs, fullEs, shortEn, fullEn]));
    if (!(await insertNotice(work, { ...texts, version, sha256: sum, by: actor.id, appliesAt })))
      throw new Fault('version.stale');
    // Whoever wrote it has read it.
    await keepReading(work, { personId: actor.id, version, way: 'confirmed' });
    await work.record({
      stream: INSTITUTION_STREAM,
      fact: 'privacy-notice.published',
      data: { version, sha256: sum.toString('hex'), appliesAt: appliesAt === null ? null : iso(appliesAt) },
    });
  });
  return readNotice(house, String(version));
}

/** Twice is once. */
export async function confirmNotice(house: House, actor: PersonActor, version: number): Promise<{ done: true }> {
  const read = await readNotice(house, undefined);
  if (read.version !== version) throw new Fault('version.stale');
  const before = await readingsOf(house.store.read, actor.id);
  if (before.some((reading) => reading.version === version)) return { done: true };
  await house.store.change(actor, async (work) => {
    await keepReading(work, { personId: actor.id, version, way: 'confirmed' });
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'privacy-notice.read',
      data: { personId: actor.id, version, sha256: read.sha256 },
    });
  });
  return { done: true };
}
