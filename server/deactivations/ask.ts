/** Signing a deactivation: folio and receipt in one act; at once, it is carried out right after. */
import type { DeactivationId, DeactivationView } from '#contract/deactivation-shapes.ts';
import type { askDeactivation as operation } from '#contract/deactivations.ts';
import type { BodyOf } from '#contract/operation.ts';
import { leaverById, peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import { agencyById } from '../agencies/index.ts';
import { attachTo } from '../attachments/index.ts';
import { type Institution, readInstitutionRow, recordHead, todayAt, yearAt } from '../institution/index.ts';
import { factOf, issueFolio, type RecordFact, sealRecord } from '../records/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import type { OneEffect, Work } from '../shared/store.ts';
import { carryOut } from './carry-out.ts';
import { deactivationPolicy, waysOf } from './policy.ts';
import { insertDeactivation, type NewDeactivation, scheduledOf } from './rows.ts';
import { effectiveAt, mayTake } from './rules.ts';
import { readDeactivation } from './view.ts';

type Asking = BodyOf<typeof operation>;

const SERIES = 'BU';
/** What a copier makes. */
const SCAN_NAME = /\.(?:pdf|jpe?g|png)$/i;

export const streamOf = (id: string): string => `deactivation:${id}`;

/** A text of a person is named in the history by its sum alone. */
export const summed = (text: string): string | null => (text === '' ? null : sha256(text).toString('hex'));

const wrong = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

export async function askDeactivation(
  house: House,
  actor: Actor,
  given: { body: Asking; once: OneEffect | null },
): Promise<DeactivationView> {
  const { body, once } = given;
  if (body.ground === 'other' && body.groundWords === '') throw wrong('groundWords', 'field.required');
  const { id } = await house.store.changeOnce(
    actor,
    { once, answer: { id: newId<DeactivationId>() } },
    (work, answer) => sign(work, answer.id, body),
  );
  if (body.effectiveOn === null) await carryOut(house, id);
  return readDeactivation(house, actor, id);
}

/** Who leaves, where this actor may say so. */
async function leaverFor(work: Work, { personId, by }: Asking) {
  const { actor } = work;
  const found = await leaverById(work.db, personId);
  const thing = found && { ...found, personId: found.id };
  if (thing === undefined || thing.state === 'awaiting_approval' || !deactivationPolicy.sees(actor, thing))
    throw new Fault('not-found');
  if (thing.id === personOf(actor).id) throw new Fault('deactivation.own');
  const leaver = allow(deactivationPolicy, 'ask', { actor, thing });
  if (!waysOf(actor, leaver.agencyId).includes(by.way)) throw wrong('by.way', 'field.choice');
  if (leaver.state === 'inactive') throw new Fault('account.closed');
  const administrators = await peopleWithRole(work.db, 'operator_admin', null);
  if (administrators.length === 1 && administrators[0] === leaver.id) throw new Fault('role.last-admin');
  return leaver;
}

async function refuseColleague(work: Work, body: Asking, agencyId: string): Promise<void> {
  if (body.colleagueId === null) return;
  const colleague = await personById(work.db, body.colleagueId);
  if (!mayTake(colleague, { agencyId, personId: body.personId })) throw wrong('colleagueId', 'field.choice');
}

function instantOf(work: Work, institution: Institution, { effectiveOn }: Asking): Date {
  const at = effectiveAt(institution, effectiveOn, work.now);
  if (at === 'past') throw new Fault('date.past');
  if (at === 'far') throw wrong('effectiveOn', 'field.date');
  return at;
}

async function signatureOf(work: Work, given: { id: string; by: Asking['by']; today: string }) {
  const { id, by, today } = given;
  const me = personOf(work.actor).id;
  if (by.way === 'screen') {
    const signer = await personById(work.db, me);
    return { way: by.way, signerName: signer?.fullName ?? '', signedOn: today, attachmentId: null, scanSha256: null };
  }
  if (by.signedOn > today) throw wrong('by.signedOn', 'field.future');
  const [scan] = await attachTo(work, { ownerId: me, sentWith: id, ids: [by.attachmentId] });
  if (scan === undefined || !SCAN_NAME.test(scan.name))
    throw new Fault('attachment.type-refused', { name: scan?.name ?? '' });
  const { way, signerName, signedOn } = by;
  return { way, signerName, signedOn, attachmentId: scan.id, scanSha256: scan.sha256 };
}

async function sign(work: Work, id: DeactivationId, body: Asking): Promise<void> {
  const leaver = await leaverFor(work, body);
  const { agencyId, personId } = leaver;
  await refuseColleague(work, body, agencyId);
  const institution = await readInstitutionRow(work.db);
  const at = instantOf(work, institution, body);
  const { scanSha256, ...signature } = await signatureOf(work, {
    id,
    by: body.by,
    today: todayAt(institution, work.now),
  });
  const { ground, note, colleagueId, effectiveOn } = body;
  const groundWords = ground === 'other' ? body.groundWords : '';
  const { folio } = await issueFolio(work, {
    series: SERIES,
    unit: institution.folioUnit,
    template: institution.folioTemplate,
    year: yearAt(institution, work.now),
  });
  const form: NewDeactivation = {
    ...{ id, folio, agencyId, personId, ground, groundWords, note, colleagueId, effectiveOn, effectiveAt: at },
    ...signature,
    askedBy: personOf(work.actor).id as NewDeactivation['askedBy'],
  };
  if (!(await insertDeactivation(work, form)))
    throw new Fault('deactivation.scheduled', { ...(await scheduledOf(work.db, personId)) });
  const sealed = await sealSigned(work, { form, scanSha256, institution });
  await work.record({
    stream: streamOf(id),
    fact: 'deactivation.signed',
    data: {
      ...{ deactivationId: id, folio, personId, agencyId, ground, effectiveAt: at.toISOString(), colleagueId },
      ...{ way: signature.way, scanSha256, note: summed(note) },
      ...sealed,
    },
    opens: true,
  });
}

type Signed = { form: NewDeactivation; scanSha256: string | null; institution: Institution };

/** Who leaves, by name, position and agency of that day: a document that named an id alone would say nothing once the desk is gone. */
async function namedIn(work: Work, form: NewDeactivation, agencyName: string) {
  const ids = [form.personId, ...(form.colleagueId === null ? [] : [form.colleagueId])];
  const people = await peopleByIds(work.db, ids);
  const named = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    return person === undefined ? null : { name: person.fullName, positionName: person.positionName.es, agencyName };
  };
  return { person: named(form.personId), colleague: named(form.colleagueId) };
}

async function sealSigned(work: Work, { form, scanSha256, institution }: Signed): Promise<RecordFact> {
  const agency = await agencyById(work.db, form.agencyId);
  if (agency === undefined) throw new Error('a deactivation of no agency');
  const record = await sealRecord(work, {
    ...{ subjectId: form.id, act: 'deactivation', folio: form.folio, agency },
    head: recordHead(institution, work.now),
    content: {
      ...(await namedIn(work, form, agency.name.es)),
      personId: form.personId,
      ground: form.ground,
      groundWords: form.groundWords,
      effectiveOn: form.effectiveOn,
      effectiveAt: form.effectiveAt.toISOString(),
      colleagueId: form.colleagueId,
      signature: { way: form.way, signerName: form.signerName, signedOn: form.signedOn, scanSha256 },
    },
  });
  return factOf(record);
}
