/** The promise of a request, words first: when it falls due, and how much working time is left. */
import type { RequestState, RequestSummary } from '#contract/requests.ts';
import { durationText } from '#web/shared/duration.ts';
import { formatWhen, type In, isSameDay } from '#web/shared/format.ts';
import { type MessageKey, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { ShapeDone, ShapeLate, ShapeOnTime, ShapePaused, ShapeSlash, ShapeSoon } from './shapes.tsx';

type Clock = RequestSummary['resolution'];
/** `brief`: one line, as a row of a list has room for. */
type Props = { clock: Clock; state: RequestState; timeZone: string; now: Date; brief?: boolean };

const LOOK = {
  running: [ShapeOnTime, 'c-maya', 'common.due.at'],
  at_risk: [ShapeSoon, 'c-cempa', 'common.due.at'],
  breached: [ShapeLate, 'c-grana', 'common.due.late'],
  paused: [ShapePaused, 'c-jaca', 'common.due.paused'],
  met: [ShapeDone, 'c-grey', 'common.due.met'],
  missed: [ShapeLate, 'c-grey', 'common.due.missed'],
  none: [ShapeSlash, 'c-grey', 'common.due.none'],
} as const satisfies Record<Clock['status'], readonly [typeof ShapeDone, string, MessageKey]>;

const RESUMES: Partial<Record<RequestState, MessageKey>> = {
  waiting_requester: 'common.due.resumes.waiting_requester',
  waiting_third_party: 'common.due.resumes.waiting_third_party',
  scheduled: 'common.due.resumes.scheduled',
};

/** Queda 1 h, quedan 2 h: the verb agrees with the first number said. */
function leftWords(t: Translate, minutes: number): string {
  const left = durationText(t, minutes);
  return t('common.due.left', { count: Number.parseInt(left, 10), left });
}

/** What runs out soon says how much is left; what is further away, when it falls due. */
function briefWords(t: Translate, clock: Clock, given: In): string {
  const when = formatWhen(new Date(clock.dueAt), given);
  if (clock.status === 'at_risk' && clock.minutesLeft !== null) return durationText(t, clock.minutesLeft);
  if (clock.status === 'running') return when.charAt(0).toLocaleUpperCase(given.locale) + when.slice(1);
  // Of a day that is over, the hour no longer matters.
  const isToday = clock.status === 'breached' && isSameDay(new Date(clock.dueAt), given);
  return t(LOOK[clock.status][2], { when: isToday ? when : (when.split(', ')[0] ?? when) });
}

export function DueMark({ clock, state, timeZone, now, brief = false }: Props) {
  const t = useT();
  const locale = useLocale();
  if (state === 'cancelled' || state === 'rejected' || clock.status === 'none') {
    return (
      <span className="due c-grey">
        <ShapeSlash />
        <span>{t('common.due.none')}</span>
      </span>
    );
  }
  const [Sign, pigment, key] = LOOK[clock.status];
  const given: In = { timeZone, locale, now };
  if (brief) {
    return (
      <span className={`due ${pigment}`}>
        <Sign />
        <span>{briefWords(t, clock, given)}</span>
      </span>
    );
  }
  const resumes = RESUMES[state];
  const running = clock.status === 'running' || clock.status === 'at_risk';
  const small =
    running && clock.minutesLeft !== null
      ? leftWords(t, clock.minutesLeft)
      : clock.status === 'paused' && resumes
        ? t(resumes)
        : null;
  return (
    <span className={`due ${pigment}`}>
      <Sign />
      <span>{t(key, { when: formatWhen(new Date(clock.dueAt), given) })}</span>
      {small ? <small>{small}</small> : null}
    </span>
  );
}
