/** A constancia: what the desk can certify of a request at this moment, with a folio of its own and sealed like any other act. */
import type { ReplyOf } from '#contract/operation.ts';
import type { certifyRequest as operation } from '#contract/records.ts';
import { peopleByIds } from '#server/accounts/index.ts';
import { localYear } from '#server/calendars/index.ts';
import { closureCodes } from '#server/catalogue/index.ts';
import { recordHead } from '#server/institution/index.ts';
import { factOf, issueFolio, openingRecord, recordsOf, recordView, sealRecord } from '#server/records/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { HOUR } from '#server/shared/clock.ts';
import { historyOf } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Limit, spendWithin } from '#server/shared/limits.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, lockRequest, markLatest, type RequestRow, type Which } from './rows.ts';
import { officeOf, standing } from './seal-act.ts';
import { found, type Surroundings, surroundings } from './surroundings.ts';

export const CERTIFICATES = 'CO';
const CERTIFYING: Limit = { name: 'certificate', points: 20, windowMs: HOUR };

type Given = { readonly which: Which; readonly once?: OneEffect | null | undefined };

/** Nothing of the request moves; the certificate is an entry of its history. */
export async function certify(
  house: House,
  actor: Actor,
  { which, once = null }: Given,
): Promise<ReplyOf<typeof operation>> {
  const row = await findRequest(house.store.read, which, actor);
  const { id } = allow(requestPolicy, 'certify', { actor, thing: row });
  // Of what was filed before there were seals: a certificate names the sealed acts there are.
  await openingRecord(house, id);
  const answer = { id, record: newId() };
  const { record } = await house.store.changeOnce(actor, { once, answer }, (work) => certifyWithin(work, answer));
  const sealed = (await recordsOf(house.store.read, id)).find((each) => each.id === record);
  if (sealed === undefined) throw new Error('a certificate that was sealed and is not there');
  return recordView(sealed);
}

async function certifyWithin(work: Work, { id, record: recordId }: { id: string; record: string }): Promise<void> {
  await spendWithin(work, CERTIFYING, personOf(work.actor).id);
  const held = allow(requestPolicy, 'certify', { actor: work.actor, thing: await lockRequest(work, id) });
  const among = await surroundings(work.settled, held.settled_version);
  const content = await contentOf(work, held, among);
  const { institution } = among;
  const { folio } = await issueFolio(work, {
    ...{ series: CERTIFICATES, unit: institution.folioUnit, template: institution.folioTemplate },
    year: localYear(institution.timeZone, work.now),
  });
  const record = await sealRecord(work, {
    ...{ id: recordId, subjectId: held.id, act: 'certificate', folio, content },
    head: recordHead(institution, work.now),
    agency: found(among.agencies, held.agency_id),
  });
  const entry = await work.record({
    stream: `request:${held.id}`,
    fact: 'request.certified',
    data: { requestId: held.id, folio, ...factOf(record) },
  });
  await markLatest(work, held, { entry, isPublic: true });
}

/** As whoever asked may read it: what was covered stays covered. */
async function contentOf(work: Work, held: RequestRow, among: Surroundings): Promise<{ [key: string]: Json }> {
  const code =
    held.closure_code === null
      ? undefined
      : (await closureCodes(work.db)).find((each) => each.key === held.closure_code);
  const asker = personOf(work.actor).id;
  const people = await peopleByIds(work.db, [asker]);
  const last = (await historyOf(work.db, `request:${held.id}`)).at(-1);
  return {
    requestFolio: held.folio,
    ...(await standing(work, { held, among, to: held.state, outcome: { fact: 'request.certified' }, files: [] })),
    by: null,
    askedBy: officeOf(people.get(asker)),
    statement: held.solution,
    closureCode: code?.name.es ?? null,
    firstResponseDueAt: held.first_response_due_at.toISOString(),
    firstResponseAt: held.first_response_at?.toISOString() ?? null,
    resolutionDueAt: held.resolution_due_at.toISOString(),
    resolvedAt: held.resolved_at?.toISOString() ?? null,
    acts: await actsOf(work, held.id),
    historyEntries: last?.sequence ?? 0,
    historySha256: last?.hash.toString('hex') ?? null,
  };
}

const actsOf = async (work: Work, requestId: string): Promise<Json> =>
  (await recordsOf(work.db, requestId))
    .filter(({ act }) => act !== 'certificate')
    .map(({ act, actedAt, sha256 }) => ({ act, actedAt: actedAt.toISOString(), sha256: sha256.toString('hex') }));
