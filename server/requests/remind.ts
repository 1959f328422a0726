/** Every quarter of an hour: whoever owes the desk an answer is reminded after two and four business days, each once (B15). */
import { addBusinessDays, type Calendar, fromLocal, localDay, shiftBusinessDay } from '#server/calendars/index.ts';
import { DAY, HOUR, later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { system } from '#server/shared/policy.ts';
import { performWithin } from './act.ts';
import { lastQuestion, waitingSince } from './care-rows.ts';
import { REMIND_AFTER_DAYS } from './rules.ts';

export async function remindRequesters(house: House): Promise<void> {
  // Business days are never fewer than calendar days, save for the hour a clock is put on: a younger question is not due yet.
  const before = later(house.clock.now(), HOUR - REMIND_AFTER_DAYS[0] * DAY);
  for (const id of await waitingSince(house.store.read, { before, remindersBelow: REMIND_AFTER_DAYS.length })) {
    try {
      await remindOne(house, id);
    } catch (error) {
      // Answered in between, or the calendar says later: the next round looks again.
      if (error instanceof NotYet || error instanceof Fault) continue;
      house.log.error({ err: error, requestId: id }, 'a requester could not be reminded');
    }
  }
}

/** The same time of day `days` business days later, at the latest when that day closes: it is to be read while one can answer. */
export function remindAt(calendar: Calendar, since: Date, days: number): Date {
  const day = localDay(calendar.timeZone, since);
  const start = (of: string): number => fromLocal(calendar.timeZone, `${of}T00:00`).getTime();
  const same = start(shiftBusinessDay(calendar, day, days)) + since.getTime() - start(day);
  return new Date(Math.min(same, addBusinessDays(calendar, since, days).getTime()));
}

class NotYet extends Error {}

const remindOne = (house: House, id: string): Promise<unknown> =>
  house.store.change(system('reminders'), (work) =>
    performWithin(work, {
      id,
      right: 'attend',
      act: 'remind',
      decide: async (held, { db, now }, calendar) => {
        const since = held.paused_at;
        if (since === null) throw new NotYet();
        // After a long standstill of the program both may be due: one letter says it.
        const due = REMIND_AFTER_DAYS.filter((days) => now >= remindAt(calendar, since, days)).length;
        if (due <= held.reminders) throw new NotYet();
        const messageId = await lastQuestion(db, held.id);
        const data = { count: due, ...(messageId === undefined ? {} : { messageId }) };
        return { fact: 'request.reminded', data, patch: { reminders: due } };
      },
    }),
  );
