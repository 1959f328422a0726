/**
 * Deactivations in letters and in the bell: to who signed, to who takes the open requests, and to those who administer. Who leaves is
 * written nothing: it falls to their agency to say it, and the desk must not be who they hear it from.
 */
import * as v from 'valibot';
import { type PersonCard, peopleWithRole } from '../accounts/index.ts';
import {
  DEACTIVATION_DONE,
  DEACTIVATION_HELD_UP,
  type DeactivationForLetter,
  deactivationForLetter,
} from '../deactivations/index.ts';
import type { Json } from '../shared/canonical.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import { tellOfAffair, writeAffair } from './affairs.ts';
import type { Written } from './dispatch.ts';
import { formNotice } from './form-notice.ts';
import { DeactivationContent, type DeactivationKind } from './kinds.ts';
import { DEACTIVATION_LETTERS, deactivationSubject } from './letters/deactivation.ts';
import type { LetterRow } from './rows.ts';

const SIGNED = 'deactivation.signed';
const CALLED_OFF = 'deactivation.called-off';
const LAPSED = 'deactivation.lapsed';
export const DEACTIVATION_FACTS: readonly string[] = [
  SIGNED,
  DEACTIVATION_DONE,
  DEACTIVATION_HELD_UP,
  CALLED_OFF,
  LAPSED,
];

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export async function tellOfDeactivation(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const form = await deactivationForLetter(db, text(happened.data.deactivationId) ?? '');
  if (form === null) return;
  const content: DeactivationContent = { deactivationId: form.id };
  await tellOfAffair(house, happened, {
    ...{ told: await toldOf(house, happened, form), content },
    subject: (kind, { locale }) => deactivationSubject(locale, { kind, folio: form.folio }),
    // Whoever did it saw it happen: of that they have the letter alone.
    line: (kind, person) =>
      person.id === happened.actorId
        ? null
        : formNotice(happened, { kind, person, form, id: form.id, more: { passed: String(form.passed) } }),
  });
}

/** Each once, and who leaves not at all. */
async function toldOf(house: House, happened: Happened, form: DeactivationForLetter) {
  const told = new Map<string, DeactivationKind>();
  for (const [kind, ids] of await planOf(house, happened, form))
    for (const id of ids) if (id !== form.personId && !told.has(id)) told.set(id, kind);
  return told;
}

type Plan = readonly (readonly [DeactivationKind, readonly string[]])[];

async function planOf(house: House, happened: Happened, form: DeactivationForLetter): Promise<Plan> {
  const db = house.store.read;
  const { fact, data, actorId } = happened;
  const administrators = await peopleWithRole(db, 'operator_admin', null);
  const others = administrators.filter((id) => id !== actorId);
  switch (fact) {
    case SIGNED:
      // At once: what is told is that it was done.
      if (new Date(text(data.effectiveAt) ?? 0) <= happened.at) return [];
      return [['deactivation-dated', [form.askerId, ...others]]];
    case DEACTIVATION_DONE:
      return [
        ['deactivation-taken', [text(data.takerId)].flatMap((id) => id ?? [])],
        ['deactivation-done', [form.askerId, ...administrators]],
      ];
    case DEACTIVATION_HELD_UP:
      // The only one who administers is who leaves: Servicios Generales sees to it that there is another.
      return [['deactivation-held-up', [form.askerId, ...(await peopleWithRole(db, 'service_owner', null))]]];
    case CALLED_OFF:
      return [['deactivation-called-off', [form.askerId, ...administrators].filter((id) => id !== actorId)]];
    default:
      return [['deactivation-lapsed', [form.askerId, ...administrators]]];
  }
}

export type Leaving = {
  readonly kind: DeactivationKind;
  readonly reader: Pick<PersonCard, 'id' | 'roles' | 'agencyId'>;
  readonly form: Pick<DeactivationForLetter, 'agencyId' | 'state' | 'isHeldUp' | 'askerId' | 'takerId' | 'personId'>;
};

const STATES: Readonly<Record<DeactivationKind, DeactivationForLetter['state']>> = {
  'deactivation-dated': 'scheduled',
  'deactivation-held-up': 'scheduled',
  'deactivation-taken': 'done',
  'deactivation-done': 'done',
  'deactivation-called-off': 'called_off',
  'deactivation-lapsed': 'lapsed',
};

/** May still read the form: of DTI or Servicios Generales, or who signed it for their agency. */
const mayRead = ({ reader, form }: Leaving): boolean =>
  reader.roles.some((role) => role === 'operator_admin' || role === 'service_owner') ||
  (reader.id === form.askerId &&
    reader.agencyId === form.agencyId &&
    reader.roles.some((role) => role === 'agency_coordinator' || role === 'agency_head'));

/** Why the letter need not leave any more, or null. Pure. */
export function needlessOfDeactivation(leaving: Leaving): string | null {
  const { kind, reader, form } = leaving;
  if (reader.id === form.personId) return 'the person is who leaves';
  if (form.state !== STATES[kind]) return `the deactivation is ${form.state}`;
  if (kind === 'deactivation-held-up' && !form.isHeldUp) return 'the deactivation is not held up';
  if (kind === 'deactivation-taken') return reader.id === form.takerId ? null : 'somebody else took the requests';
  return mayRead(leaving) ? null : 'the person may no longer read it';
}

export const writeDeactivationLetter = (house: House, row: LetterRow, kind: DeactivationKind): Promise<Written> =>
  writeAffair(house, row, kind, async (reader) => {
    const { deactivationId } = v.parse(DeactivationContent, row.content);
    const form = await deactivationForLetter(house.store.read, deactivationId);
    if (form === null) return 'the deactivation is gone';
    const drop = needlessOfDeactivation({ kind, reader, form });
    if (drop !== null) return drop;
    const mayOpen = mayRead({ kind, reader, form });
    return (reading) => DEACTIVATION_LETTERS[kind]({ ...reading, kind, form, at: row.happened_at, mayOpen });
  });
