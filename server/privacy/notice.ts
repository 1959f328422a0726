/** The privacy notice: read by anybody, followed by a new version, and said to have been read. */
import type { BodyOf } from '#contract/operation.ts';
import type { PrivacyNoticeView, publishPrivacyNotice as publishOperation } from '#contract/privacy.ts';
import { keepReading, readingsOf } from '../accounts/index.ts';
import { INSTITUTION_STREAM, type Institution, readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import type { PersonActor } from '../shared/policy.ts';
import { insertNotice, type NoticeTexts, noticeOf, noticeVersions } from './notice-rows.ts';

/** What a text leaves open, as the institution has it now. A text somebody published has nothing open. */
const filled = (text: string, institution: Institution): string =>
  text
    .replaceAll('{government}', institution.governmentName)
    .replaceAll('{agency}', institution.hostAgencyName)
    .replaceAll('{owner}', institution.ownerUnit)
    .replaceAll('{operator}', institution.operatorUnit)
    .replaceAll('{phone}', institution.deskPhone || '—');

/** `not-found` of a version there never was. */
export async function readNotice(house: House, version: string | undefined): Promise<PrivacyNoticeView> {
  const db = house.store.read;
  const [found, versions, institution] = await Promise.all([
    noticeOf(db, version === undefined ? null : Number(version)),
    noticeVersions(db),
    readInstitutionRow(db),
  ]);
  if (found === undefined) throw new Fault('not-found');
  const as = (text: string) => filled(text, institution);
  const full = as(found.fullEs);
  return {
    version: found.version,
    es: { short: as(found.shortEs), full },
    en: found.fullEn === '' ? null : { short: as(found.shortEn), full: as(found.fullEn) },
    sha256: sha256(full).toString('hex'),
    publishedAt: found.publishedAt.toISOString(),
    inForce: found.version === versions[0]?.version,
    starting: found.publishedBy === null,
    versions: versions.map((each) => ({ version: each.version, publishedAt: each.publishedAt.toISOString() })),
  };
}

/** Half a notice in English would tell half of it. */
function refuseHalfEnglish({ shortEn, fullEn }: NoticeTexts): void {
  if ((shortEn === '') === (fullEn === '')) return;
  const path = shortEn === '' ? 'shortEn' : 'fullEn';
  throw new Fault('input.invalid', {}, { fields: [{ path, message: 'field.required' }] });
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
    if ((await noticeOf(work.db, null))?.version !== given.version) throw new Fault('version.stale');
    const sum = sha256(JSON.stringify([shortEs, fullEs, shortEn, fullEn]));
    if (!(await insertNotice(work, { ...texts, version, sha256: sum, by: actor.id }))) throw new Fault('version.stale');
    // Whoever wrote it has read it.
    await keepReading(work, { personId: actor.id, version, way: 'confirmed' });
    await work.record({
      stream: INSTITUTION_STREAM,
      fact: 'privacy-notice.published',
      data: { version, sha256: sum.toString('hex') },
    });
  });
  return readNotice(house, undefined);
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
