/** A new calendar: for a service that never closes, or an office with hours of its own. */
import type { addCalendar, CalendarView } from '#contract/calendars.ts';
import type { BodyOf } from '#contract/operation.ts';
import { insertCalendar, insertClosures, selectCalendar } from '#server/calendars/index.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { calendarPolicy } from './policy.ts';
import { readOne } from './read-calendars.ts';

export async function add(house: House, actor: Actor, body: BodyOf<typeof addCalendar>): Promise<CalendarView> {
  const id = newId();
  await house.store.change(actor, async (work) => {
    const { timeZone, hours, closuresOf } = body;
    const from = closuresOf === null ? { closures: [] } : await selectCalendar(work.db, closuresOf);
    const { closures } = allow(calendarPolicy, 'administer', { actor, thing: from });
    const name = { es: body.name.es, en: body.name.en === '' ? body.name.es : body.name.en };
    await insertCalendar(work, { id, key: id, name, hours, timeZone });
    await insertClosures(
      work.db,
      { calendarId: id, since: 1 },
      closures.map((closure) => ({ ...closure, id: newId() })),
    );
    await work.record({
      stream: `calendar:${id}`,
      fact: 'calendar.added',
      data: { calendarId: id, key: id, closures: closures.length },
      opens: true,
    });
  });
  return readOne(house, actor, id);
}
