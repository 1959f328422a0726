/** Administering working hours and closed days, with what their changes do to open requests. */
import {
  addCalendar,
  changeCalendar,
  downloadCalendarNotice,
  listCalendars,
  previewCalendarChange,
  readCalendar,
} from '#contract/calendars.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { add } from './add-calendar.ts';
import { change, preview } from './change-calendar.ts';
import { listAll, openNotice, readOne } from './read-calendars.ts';

const routes = (house: House): Route[] => [
  answer(listCalendars).with(() => listAll(house)),
  answer(readCalendar).with(({ actor, params }) => readOne(house, actor, params.id)),
  answer(addCalendar).with(({ actor, body }) => add(house, actor, body)),
  answer(previewCalendarChange).with(({ actor, params, body }) =>
    preview(house, actor, { id: params.id, change: body.change }),
  ),
  answer(changeCalendar).with(({ actor, params, body, once }) => change(house, actor, { id: params.id, body, once })),
  answer(downloadCalendarNotice).with(({ actor, params }) => openNotice(house, actor, params)),
];

export const timekeepingSlice: Slice = { name: 'timekeeping', routes };
