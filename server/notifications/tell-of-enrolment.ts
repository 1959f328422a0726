/** Enrolments in letters: received, returned and resolved to who asked; to who reviews and to who grants exceptions; and exceptions that end. */
import type { PersonCard } from '../accounts/index.ts';
import { peopleByIds, peopleWithRole } from '../accounts/index.ts';
import {
  type EnrolmentForLetter,
  EXCEPTION_ENDED,
  EXCEPTION_ENDING,
  enrolmentForLetter,
  exceptionForLetter,
} from '../enrolments/index.ts';
import type { Json } from '../shared/canonical.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import { formNotice } from './form-notice.ts';
import type { EnrolmentContent, EnrolmentKind } from './kinds.ts';
import { enrolmentSubject } from './letters/enrolment.ts';
import type { NewLetter, NewNotice } from './rows.ts';
import { mayBeWrittenTo, wantsLetter } from './rules.ts';
import { keep, toLetter } from './tell.ts';

export const ENROLMENT_FACTS: readonly string[] = [
  'enrolment.signed',
  'enrolment.returned',
  'enrolment.resolved',
  EXCEPTION_ENDING,
  EXCEPTION_ENDED,
];

type Told = { readonly kind: EnrolmentKind; readonly personId: string };

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const figure = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
const each = (kind: EnrolmentKind, ids: readonly string[]): Told[] => ids.map((personId) => ({ kind, personId }));

export async function tellOfEnrolment(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const form = await enrolmentForLetter(db, text(happened.data.enrolmentId) ?? '');
  if (form === null) return;
  const told = await toldOf(house, happened, form);
  const people = await peopleByIds(
    db,
    told.map(({ personId }) => personId),
  );
  const content: EnrolmentContent = {
    enrolmentId: form.id,
    rowId: text(happened.data.rowId),
    round: figure(happened.data.round),
    signed: figure(happened.data.rows),
  };
  const letters = told.flatMap(({ kind, personId }): NewLetter[] => {
    const person = people.get(personId);
    if (!person || !mayBeWrittenTo(kind, person.state) || !wantsLetter(kind, person.mutedLetters)) return [];
    const { locale, fullName: name, email: address } = person;
    const isOwn = personId === happened.data.personId;
    const subject = enrolmentSubject(locale, { kind, isOwn, ...form, round: content.round });
    return [
      toLetter(house, happened, { kind, personId, to: { name, address }, requestId: null, locale, subject, content }),
    ];
  });
  const notices = told.flatMap(({ kind, personId }): NewNotice[] => {
    const person = people.get(personId);
    // Whoever signed saw it arrive: of that there is a letter alone.
    if (!person || kind === 'enrolment-received' || !mayBeWrittenTo(kind, person.state)) return [];
    const isOwn = personId === happened.data.personId;
    const more = { own: isOwn ? 'yes' : 'no' };
    return [formNotice(happened, { kind, person, form, id: isOwn ? null : form.id, more })];
  });
  await keep(house, { letters, notices });
}

async function toldOf(house: House, happened: Happened, form: EnrolmentForLetter): Promise<Told[]> {
  const db = house.store.read;
  const { fact, data, actorId } = happened;
  if (fact === 'enrolment.signed') {
    const [reviewers, exceptors] = await Promise.all([
      peopleWithRole(db, 'operator_admin', null),
      figure(data.exceptions) > 0 ? peopleWithRole(db, 'service_owner', null) : [],
    ]);
    const others = (ids: readonly string[]) => ids.filter((id) => id !== actorId);
    return [
      ...each('enrolment-received', [form.askerId]),
      ...each('enrolment-to-review', others(reviewers)),
      ...each('enrolment-exception-asked', others(exceptors)),
    ];
  }
  if (fact === 'enrolment.returned') return each('enrolment-returned', await askersOf(house, form));
  if (fact === 'enrolment.resolved') return each('enrolment-resolved', await askersOf(house, form));
  // An account that goes on needs no word.
  if (fact === EXCEPTION_ENDED && data.accountEnded !== true) return [];
  const kind = fact === EXCEPTION_ENDED ? 'exception-ended' : 'exception-ending';
  const personId = text(data.personId);
  const coordinators = await peopleWithRole(db, 'agency_coordinator', form.agencyId);
  return each(kind, [...new Set([...(personId === null ? [] : [personId]), ...coordinators])]);
}

/** Who signed it or captured it; the coordinators of its agency once that one is gone. */
async function askersOf(house: House, form: EnrolmentForLetter): Promise<string[]> {
  const db = house.store.read;
  const asker = (await peopleByIds(db, [form.askerId])).get(form.askerId);
  if (asker !== undefined && stands(asker, form)) return [form.askerId];
  return peopleWithRole(db, 'agency_coordinator', form.agencyId);
}

/** Those who ask: of that agency, or of DTI, who captures what comes on paper. */
export const stands = (person: Pick<PersonCard, 'state' | 'roles' | 'agencyId'>, form: { agencyId: string }): boolean =>
  person.state === 'active' &&
  (person.roles.includes('operator_admin') ||
    (person.roles.includes('agency_coordinator') && person.agencyId === form.agencyId));

export type Leaving = {
  readonly kind: EnrolmentKind;
  readonly round: number;
  readonly reader: Pick<PersonCard, 'id' | 'state' | 'roles' | 'agencyId'>;
  readonly form: Pick<EnrolmentForLetter, 'agencyId' | 'state' | 'round' | 'exceptionsAsked'>;
  /** Of an exception: whose it is, and whether it ended. */
  readonly exception: { readonly personId: string; readonly isOver: boolean } | null;
};

/** Why the letter need not leave any more, or null. Pure. */
export function needless({ kind, round, reader, form, exception }: Leaving): string | null {
  const moved = `the form is ${form.state} in round ${form.round}`;
  switch (kind) {
    case 'enrolment-to-review':
      if (!reader.roles.includes('operator_admin')) return 'the person no longer reviews';
      return form.state === 'signed' && form.round === round ? null : moved;
    case 'enrolment-exception-asked':
      if (!reader.roles.includes('service_owner')) return 'the person no longer grants exceptions';
      return form.exceptionsAsked > 0 && ['signed', 'in_review'].includes(form.state) ? null : moved;
    case 'enrolment-received':
    case 'enrolment-returned':
    case 'enrolment-resolved':
      if (!stands(reader, form)) return 'the person no longer asks for that agency';
      if (kind === 'enrolment-received') return form.state === 'withdrawn' ? moved : null;
      if (kind === 'enrolment-resolved') return form.state === 'resolved' ? null : moved;
      return form.state === 'returned' && form.round === round + 1 ? null : moved;
    case 'exception-ending':
    case 'exception-ended':
      return needlessOfException({ kind, reader, form, exception });
  }
}

function needlessOfException({ kind, reader, form, exception }: Omit<Leaving, 'round'>): string | null {
  if (exception === null) return 'there is no such exception';
  const isEnded = kind === 'exception-ended';
  if (exception.isOver !== isEnded) return isEnded ? 'the exception is in force' : 'the exception is over';
  if (exception.personId !== reader.id)
    return stands(reader, form) ? null : 'the person no longer asks for that agency';
  return isEnded && reader.state !== 'inactive' ? `the account is ${reader.state}` : null;
}

/** The exception a letter speaks of; undefined of one about the whole form. */
export const exceptionOf = (house: House, { enrolmentId, rowId }: EnrolmentContent) =>
  rowId === null ? null : exceptionForLetter(house.store.read, { enrolmentId, rowId });
