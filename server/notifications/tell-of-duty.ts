/** Those on call read in the bell that a shift changed hands, and that a note was left to them. */
import type { BellKind } from '#contract/notifications.ts';
import { peopleByIds } from '../accounts/index.ts';
import { shiftById } from '../duty/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { inWords } from '../shared/in-words.ts';
import type { Happened } from '../shared/jobs.ts';
import type { NewNotice } from './rows.ts';
import { keep, shortName } from './tell.ts';

export const DUTY_FACTS: readonly string[] = ['duty.shift-swapped', 'handover.closed'];

type Told = { personId: string; kind: BellKind; more: Record<string, string> };

function toldOf({ fact, data }: Happened): Told[] {
  const id = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);
  if (fact === 'handover.closed')
    return id(data.nextPersonId).map((personId) => ({ personId, kind: 'handover-left', more: {} }));
  const swapped = (personId: string, got: 'yes' | 'no'): Told => ({ personId, kind: 'shift-swapped', more: { got } });
  return [
    ...id(data.toPersonId).map((personId) => swapped(personId, 'yes')),
    ...id(data.personId).map((personId) => swapped(personId, 'no')),
  ];
}

/** Never whoever did it. */
export async function tellOfDuty(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const shift = await shiftById(db, String(happened.data.shiftId));
  const told = toldOf(happened).filter(({ personId }) => personId !== happened.actorId);
  if (shift === undefined || told.length === 0) return;
  const { timeZone } = await readInstitutionRow(db);
  const ids = [...told.map((each) => each.personId), ...(happened.actorId === null ? [] : [happened.actorId])];
  const people = await peopleByIds(db, ids);
  const by = happened.actorId === null ? '' : shortName(people.get(happened.actorId));
  const notices = told.map(({ personId, kind, more }): NewNotice => {
    const locale = people.get(personId)?.locale ?? 'es-MX';
    // When the shift begins: what the line is about.
    const subject = inWords(shift.from, { locale, timeZone, now: happened.at });
    const details = { ref: null, folio: '', subject, by, side: 'desk' as const, more };
    return { id: newId(), historyId: happened.id, personId, kind, requestId: null, details, at: happened.at };
  });
  await keep(house, { letters: [], notices });
}
