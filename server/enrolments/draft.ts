/** Writing an enrolment down: begun, and kept as it is typed. */
import type { TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentId, EnrolmentView } from '#contract/enrolment-shapes.ts';
import type { draftEnrolment as draftOperation, saveEnrolment as saveOperation } from '#contract/enrolments.ts';
import type { BodyOf } from '#contract/operation.ts';
import { SPOKEN_LETTERS } from '#contract/shapes.ts';
import { outrun } from '../accounts/index.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault, type FieldFault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newCode, newId } from '../shared/ids.ts';
import { type Actor, type Allowed, allow, hasRole, personOf } from '../shared/policy.ts';
import type { OneEffect, Work } from '../shared/store.ts';
import { type EnrolmentRight, enrolmentPolicy } from './policy.ts';
import {
  type Enrolment,
  insertEnrolment,
  lockEnrolment,
  replaceRows,
  rewriteRows,
  rowsOf,
  saveEnrolment as save,
} from './rows.ts';
import { isOpen, isWritten } from './rules.ts';
import { readEnrolment } from './view.ts';

export const streamOf = (id: string): string => `enrolment:${id}`;

const CODE_LETTERS = 6;

/** Of a coordinator: their own agency. Of DTI: whichever agency sent the paper. */
async function agencyFor(house: House, actor: Actor, asked: string | null) {
  const { agencyId: own } = personOf(actor);
  const db = house.store.read;
  const agencies = await agenciesInForce(db, todayAt(await readInstitutionRow(db), house.clock.now()));
  const agency = agencies.find(({ id }) => id === (asked ?? own));
  if (agency === undefined)
    throw new Fault('input.invalid', {}, { fields: [{ path: 'agencyId', message: 'field.choice' }] });
  const isCoordinator = hasRole(actor, 'agency_coordinator') && agency.id === own;
  // Whoever holds both offices writes for their own agency as its coordinator, unless they say it came on paper.
  const source: Enrolment['source'] = isCoordinator && asked === null ? 'coordinator' : 'paper';
  return { agencyId: agency.id, source };
}

export async function draftEnrolment(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof draftOperation>; once: OneEffect | null },
): Promise<EnrolmentView> {
  const place = await agencyFor(house, actor, given.body.agencyId);
  const { id } = await house.store.changeOnce(
    actor,
    { once: given.once, answer: { id: newId<EnrolmentId>() } },
    async (work, answer) => {
      const thing = { ...place, state: 'draft' as const, signedAt: null };
      // Nothing is hidden from them: there is none yet.
      if (!enrolmentPolicy.may('write', actor, thing)) throw new Fault('right.missing');
      const enrolment = { ...place, id: answer.id, draftedBy: personOf(actor).id };
      const keep = () => insertEnrolment(work, { ...enrolment, code: newCode(SPOKEN_LETTERS, CODE_LETTERS) });
      // Of a billion codes two may be the same one day, not twice running.
      if (!((await keep()) || (await keep()))) throw new Error('no code is free');
      await work.record({
        stream: streamOf(answer.id),
        fact: 'enrolment.drafted',
        data: { enrolmentId: answer.id, agencyId: place.agencyId, source: place.source },
        opens: true,
      });
    },
  );
  return readEnrolment(house, actor, id);
}

/** The form, held until the act ends, of the version its reader saw. */
export async function hold<Right extends EnrolmentRight>(
  work: Work,
  right: Right,
  given: { id: string; version: number },
): Promise<Allowed<Right, Enrolment>> {
  const { actor } = work;
  const held = allow(enrolmentPolicy, right, { actor, thing: await lockEnrolment(work, given.id) });
  if (held.version !== given.version) throw await outrun(work.db, { stream: streamOf(held.id), actor });
  return held;
}

type Saved = BodyOf<typeof saveOperation>;

/** Positions that do not exist, rows twice, and roles a coordinator may not ask for: no finding, but a page gone wrong. */
async function refuseStrange(
  work: Work,
  rows: readonly TypedEnrolmentRow[],
  source: Enrolment['source'],
): Promise<void> {
  const positions = new Set<string>((await allPositions(work.db)).map(({ id }) => id));
  const fields = rows.flatMap((row, at): FieldFault[] => {
    if (rows.findIndex(({ id }) => id === row.id) !== at) return [{ path: `rows.${at}.id`, message: 'field.id' }];
    if (row.positionId !== null && !positions.has(row.positionId))
      return [{ path: `rows.${at}.positionId`, message: 'field.choice' }];
    if (source === 'coordinator' && row.role !== 'requester')
      return [{ path: `rows.${at}.role`, message: 'field.choice' }];
    return [];
  });
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
}

async function keepRows(work: Work, held: Enrolment, rows: readonly TypedEnrolmentRow[]): Promise<void> {
  const strange = () => new Fault('input.invalid', {}, { fields: [{ path: 'rows', message: 'field.id' }] });
  if (held.state === 'draft') {
    if (!(await replaceRows(work, held.id, rows))) throw strange();
    return;
  }
  // What was approved stays as it was signed; what was sent back is written again, and nobody is added to it.
  const open = new Set<string>(
    (await rowsOf(work.db, held.id)).filter((row) => isOpen(row.state)).map((row) => row.id),
  );
  const written = rows.filter((row) => open.has(row.id));
  if (written.length !== rows.length) throw strange();
  await rewriteRows(work, written);
}

export async function saveEnrolment(
  house: House,
  actor: Actor,
  given: { id: string; body: Saved },
): Promise<EnrolmentView> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const held = await hold(work, 'write', { id, version: body.version });
    if (!isWritten(held.state)) throw new Fault('enrolment.state', { state: held.state });
    await refuseStrange(work, body.rows, held.source);
    await keepRows(work, held, body.rows);
    const paper = held.source === 'paper' ? { signer_name: body.signerName, signed_on: body.signedOn } : {};
    await save(work, id, paper);
    await work.record({
      stream: streamOf(id),
      fact: 'enrolment.saved',
      data: { enrolmentId: id, rows: body.rows.length, round: held.round },
    });
  });
  return readEnrolment(house, actor, id);
}
