import * as shifts from '#contract/duty.ts';
import * as notes from '#contract/handovers.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { change, remove, swap } from './change-shift.ts';
import { close, confirm, correct, readNoteOf, reword, saveDraft } from './handovers.ts';
import { listNotes } from './list-handovers.ts';
import { readNow, readPhone } from './now.ts';
import { add, preview, readShifts } from './shifts.ts';

export const routes = (house: House): Route[] => [
  answer(shifts.listShifts).with(({ actor, query }) => readShifts(house, actor, query)),
  answer(shifts.readDutyNow).with(({ actor }) => readNow(house, actor)),
  answer(shifts.readDutyPhone).with(() => readPhone(house)),
  answer(shifts.previewShifts).with(({ actor, body }) => preview(house, actor, body)),
  answer(shifts.addShifts).with(({ actor, body, once }) => add(house, actor, { body, once })),
  answer(shifts.changeShift).with(({ actor, params, body }) => change(house, actor, { id: params.id, body })),
  answer(shifts.removeShift).with(({ actor, params, body }) => remove(house, actor, { id: params.id, body })),
  answer(shifts.swapShift).with(({ actor, params, body }) => swap(house, actor, { id: params.id, body })),
  answer(notes.readHandover).with(({ actor, params }) => readNoteOf(house, actor, params.id)),
  answer(notes.saveHandoverDraft).with(({ actor, params, body }) =>
    saveDraft(house, actor, { shiftId: params.id, body: body.body }),
  ),
  answer(notes.closeHandover).with(({ actor, params, body, once }) =>
    close(house, actor, { shiftId: params.id, body, once }),
  ),
  answer(notes.rewordHandover).with(({ actor, params, body }) => reword(house, actor, { id: params.id, body })),
  answer(notes.correctHandover).with(({ actor, params, body, once }) =>
    correct(house, actor, { id: params.id, body, once }),
  ),
  answer(notes.confirmHandover).with(({ actor, params, body }) =>
    confirm(house, actor, { id: params.id, version: body.version }),
  ),
  answer(notes.listHandovers).with(({ actor, query }) => listNotes(house, actor, query)),
];
