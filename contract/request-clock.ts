/** How the deadlines of a request come about: all that anyone needs to count them again. */
import * as v from 'valibot';
import { CalendarId, LevelId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestId, RequestRef, RequestState } from './request-shapes.ts';
import { Instant, LocalText } from './shapes.ts';

export const PAUSE_REASONS = ['waiting_requester', 'waiting_third_party', 'scheduled', 'resolved', 'closed'] as const;

/** A line of the account, in the order of time. */
export const ClockLine = v.object({
  /** counted: minutes of the promise · pause: none count, because of `reason` · closure: a day that would be open. */
  kind: v.picklist(['counted', 'pause', 'closure']),
  from: Instant,
  /** Null: a pause that lasts. */
  to: v.nullable(Instant),
  /** Business minutes that count; 0 but for `counted`. */
  minutes: v.number(),
  /** Minutes counted up to the end of this line. */
  total: v.number(),
  /** Of a pause that ended: the business minutes it took out. */
  skipped: v.number(),
  reason: v.nullable(v.picklist(PAUSE_REASONS)),
  /** Of a closure: its local day, and why it is closed. */
  day: v.nullable(v.string()),
  name: v.nullable(LocalText),
  /** The version of the calendar by which the line counts. */
  calendarVersion: v.nullable(v.number()),
});

const ClockAccount = v.object({
  targetMinutes: v.number(),
  /** The deadline as the desk shows it; while it stands still, the one that stood when the pause began. */
  dueAt: Instant,
  /** From when on it is at risk. Null of one never counted since the desk knows of it. */
  riskAt: v.nullable(Instant),
  status: v.picklist(['running', 'at_risk', 'breached', 'paused', 'met', 'missed']),
  minutesLeft: v.nullable(v.number()),
  /** When what was promised happened, or the request ended. */
  stoppedAt: v.nullable(Instant),
  account: v.array(ClockLine),
});

const Hours = v.array(v.array(v.string()));

export const readRequestClock = operation({
  name: 'readRequestClock',
  method: 'GET',
  path: '/api/requests/:ref/clock',
  permission: 'request.read',
  summary: 'Both clocks of a request, each deadline with its account line by line, and what it was counted from',
  params: v.strictObject({ ref: RequestRef }),
  reply: v.object({
    requestId: RequestId,
    folio: v.string(),
    state: RequestState,
    registeredAt: Instant,
    asOf: Instant,
    level: v.object({ id: LevelId, code: v.string(), name: LocalText, version: v.number() }),
    calendar: v.object({
      id: CalendarId,
      name: LocalText,
      version: v.number(),
      timeZone: v.string(),
      /** Days of guardia count as any other. */
      countsOnDuty: v.boolean(),
      /** Hours with the local day from which each holds (null: since always), by ISO weekday. */
      editions: v.array(
        v.object({
          number: v.number(),
          from: v.nullable(v.string()),
          timeZone: v.string(),
          hours: v.object({ 1: Hours, 2: Hours, 3: Hours, 4: Hours, 5: Hours, 6: Hours, 7: Hours }),
        }),
      ),
      /** Days on which it does not count, between the registration and the last deadline. */
      closures: v.array(v.object({ day: v.string(), name: LocalText })),
    }),
    firstResponse: ClockAccount,
    resolution: ClockAccount,
  }),
  refusals: ['not-found'],
});
