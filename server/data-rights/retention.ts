/** How long what is not the record itself is kept: read by who answers for personal data, changed by who administers the institution. */
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { readRetention as readOperation, saveRetention as saveOperation } from '#contract/retention.ts';
import { INSTITUTION_STREAM, institutionPolicy, readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { retentionOf, saveRetentionRow } from './retention-rows.ts';

export async function readRetention(house: House): Promise<ReplyOf<typeof readOperation>> {
  const { letterDays, blockedYears, sweptAt, swept, version } = await retentionOf(house.store.read);
  return { terms: { letterDays, blockedYears }, sweptAt: sweptAt?.toISOString() ?? null, swept, version };
}

/** `version.stale`. */
export async function saveRetention(house: House, actor: Actor, given: BodyOf<typeof saveOperation>) {
  const { terms } = given;
  await house.store.change(actor, async (work) => {
    allow(institutionPolicy, 'administer', { actor, thing: await readInstitutionRow(work.db) });
    const { version, letterDays, blockedYears } = await retentionOf(work.db, 'lock');
    if (version !== given.version) throw new Fault('version.stale');
    await saveRetentionRow(work, terms);
    await work.record({
      stream: INSTITUTION_STREAM,
      fact: 'retention.changed',
      data: { before: { letterDays, blockedYears }, after: { ...terms } },
    });
  });
  return { done: true as const };
}
