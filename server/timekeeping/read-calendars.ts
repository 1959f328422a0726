/** Reading calendars: the list, one with its versions, and the notice of a closed day. */
import type { CalendarView, listCalendars } from '#contract/calendars.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { peopleByIds } from '#server/accounts/index.ts';
import { openAttachment } from '#server/attachments/index.ts';
import { selectCalendar, selectCalendars, selectVersions } from '#server/calendars/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { allLevels } from '#server/service-levels/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { FileAnswer } from '#server/shared/http/answer.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { calendarPolicy } from './policy.ts';
import { filesOf } from './rows.ts';
import { type Among, toSummary, toView } from './view.ts';

async function among(house: House): Promise<Among> {
  const { read } = house.store;
  const [levels, institution] = await Promise.all([allLevels(read), readInstitutionRow(read)]);
  return { levels, timeZone: institution.timeZone, now: house.clock.now() };
}

export async function listAll(house: House): Promise<ReplyOf<typeof listCalendars>> {
  const [rows, around] = await Promise.all([selectCalendars(house.store.read), among(house)]);
  return { calendars: rows.map((row) => toSummary(row, around)) };
}

export async function readOne(house: House, actor: Actor, id: string): Promise<CalendarView> {
  const { read } = house.store;
  const row = allow(calendarPolicy, 'see', { actor, thing: await selectCalendar(read, id) });
  const [versions, around, files] = await Promise.all([
    selectVersions(read, id),
    among(house),
    filesOf(
      read,
      row.closures.map((closure) => closure.carrier),
    ),
  ]);
  const people = await peopleByIds(
    read,
    versions.flatMap((version) => version.made_by ?? []),
  );
  return toView(row, around, { files, versions, people });
}

/** A file is opened through the closed day it came with, and no other. */
export async function openNotice(
  house: House,
  actor: Actor,
  asked: { id: string; attachmentId: string },
): Promise<FileAnswer> {
  const { read } = house.store;
  const row = allow(calendarPolicy, 'see', { actor, thing: await selectCalendar(read, asked.id) });
  const files = await filesOf(
    read,
    row.closures.map((closure) => closure.carrier),
  );
  const isHere = [...files.values()].flat().some((file) => file.id === asked.attachmentId);
  if (!isHere) throw new Fault('not-found');
  return openAttachment(house, asked.attachmentId);
}
