/** A change of a calendar, told once to everyone whose promised day it moved, however many of their requests it moved. */
import { peopleByIds } from '../accounts/index.ts';
import { localDay } from '../calendars/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { type Moved, movesOf, recountCalendar, requestForLetter } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import type { NewLetter, NewNotice } from './rows.ts';
import type { Telling } from './rules.ts';
import { keep, requestLetter, toNotice } from './tell.ts';

export const CALENDAR_FACTS: readonly string[] = ['calendar.changed'];

const KIND = 'request-deadline-moved';

/** Counted anew first: should the act's own counting have been cut short, the letters must not speak of the old day. */
export async function tellOfCalendar(house: House, happened: Happened): Promise<void> {
  const { calendarId, number } = happened.data;
  if (typeof calendarId !== 'string' || typeof number !== 'number') return;
  await recountCalendar(house, calendarId);
  const { timeZone } = await readInstitutionRow(house.store.read);
  const moves = (await movesOf(house.store.read, { calendarId, number })).filter(
    (move) => localDay(timeZone, move.resolution_before) !== localDay(timeZone, move.resolution_after),
  );
  // By new deadline: the first of each person is the nearest.
  await tellEach(house, happened, { side: 'requester', of: Map.groupBy(moves, (move) => move.requester_id) });
  const attended = moves.filter((move) => move.agent_id !== null);
  await tellEach(house, happened, { side: 'desk', of: Map.groupBy(attended, (move) => move.agent_id ?? '') });
}

type Each = { readonly side: 'requester' | 'desk'; readonly of: ReadonlyMap<string, readonly Moved[]> };

async function tellEach(house: House, happened: Happened, { side, of }: Each): Promise<void> {
  const people = await peopleByIds(house.store.read, of.keys());
  for (const [personId, moves] of of) {
    const person = people.get(personId);
    const request = moves[0] === undefined ? null : await requestForLetter(house, moves[0].id);
    if (!person || !request) continue;
    const telling: Telling = { personId, side, kind: KIND, letter: side === 'requester', notice: true };
    const told = { ...happened, data: { ...happened.data, cause: String(moves.length - 1) } };
    const letters: NewLetter[] = telling.letter ? [requestLetter(house, told, { telling, person, request })] : [];
    const notices: NewNotice[] = [toNotice(told, { telling, request, by: '' })];
    await keep(house, { letters, notices });
  }
}
