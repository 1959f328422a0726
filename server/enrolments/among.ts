/** What rows are held against: read at once for all of them. */

import * as v from 'valibot';
import {
  checkEnrolmentRows,
  type EnrolmentFinding,
  type KnownToDesk,
  type RowsAgainst,
  readEmployeeNumber,
  type TypedEnrolmentRow,
} from '#contract/enrolment-rows.ts';
import { AgencyId, PersonId } from '#contract/ids.ts';
import { type KnownPerson, peopleKnownBy } from '../accounts/index.ts';
import { agenciesByIds, allPositions } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { type Actor, hasRole } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { rowsWaitingElsewhere } from './list-rows.ts';

export type Form = { readonly id: string; readonly agencyId: string };
type Looking = { readonly form: Form; readonly rows: readonly TypedEnrolmentRow[]; readonly now: Date };

const filled = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => text !== ''))];

/** Who may be told who somebody of another agency is: who keeps the accounts. */
const mayKnow = (actor: Actor, agencyId: string): boolean =>
  actor.kind === 'system' ||
  hasRole(actor, 'operator_admin') ||
  (actor.kind === 'person' && actor.agencyId === agencyId);

const toKnown = (person: KnownPerson, told: { agency: string | null; name: string | null }): KnownToDesk => ({
  personId: v.parse(PersonId, person.id),
  email: person.email,
  employeeNumber: person.employeeNumber,
  agencyId: v.parse(AgencyId, person.agencyId),
  state: person.state,
  ...told,
});

/** `actor`: what is told of people of other agencies depends on who looks. */
export async function rowsAgainst(db: Reader, actor: Actor, { form, rows, now }: Looking): Promise<RowsAgainst> {
  const by = {
    numbers: filled(rows.map((row) => readEmployeeNumber(row.employeeNumber))),
    emails: filled(rows.map((row) => row.email.toLowerCase())),
  };
  const [institution, positions, people, waiting] = await Promise.all([
    readInstitutionRow(db),
    allPositions(db),
    peopleKnownBy(db, by),
    rowsWaitingElsewhere(db, { ...by, enrolmentId: form.id }),
  ]);
  const agencies = await agenciesByIds(
    db,
    people.map((person) => person.agencyId),
  );
  return {
    agencyId: form.agencyId,
    today: todayAt(institution, now),
    positions,
    mailDomains: institution.mailDomains,
    known: people.map((person) => {
      const told = mayKnow(actor, person.agencyId);
      const agency = agencies.get(person.agencyId)?.name.es ?? null;
      return toKnown(person, told ? { name: person.name, agency } : { name: null, agency: null });
    }),
    waiting: waiting.map((row) => ({ ...row, folio: mayKnow(actor, row.agencyId) ? row.folio : '' })),
  };
}

export const findingsOf = async (db: Reader, actor: Actor, looking: Looking): Promise<EnrolmentFinding[]> =>
  looking.rows.length === 0 ? [] : checkEnrolmentRows(looking.rows, await rowsAgainst(db, actor, looking));
