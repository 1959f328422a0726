/** Codes of requests on personal data in words, and their moments. */
import type {
  CANCELLATION_OBSTACLES,
  DataRightKind,
  DataRightState,
  WANTED_FIELDS,
} from '#contract/data-right-shapes.ts';
import { formatDay, formatDayTime } from '#web/shared/format.ts';
import { type MessageKey, useLocale } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import type { Act } from './queries.ts';

export const KIND_WORDS: Readonly<Record<DataRightKind, MessageKey>> = {
  access: 'data-rights.kind.access',
  rectification: 'data-rights.kind.rectification',
  cancellation: 'data-rights.kind.cancellation',
  opposition: 'data-rights.kind.opposition',
};
export const KIND_HINTS: Readonly<Record<DataRightKind, MessageKey>> = {
  access: 'data-rights.kind.access-hint',
  rectification: 'data-rights.kind.rectification-hint',
  cancellation: 'data-rights.kind.cancellation-hint',
  opposition: 'data-rights.kind.opposition-hint',
};
export const STATE_WORDS: Readonly<Record<DataRightState, MessageKey>> = {
  received: 'data-rights.state.received',
  correcting: 'data-rights.state.correcting',
  granted: 'data-rights.state.granted',
  denied: 'data-rights.state.denied',
  effective: 'data-rights.state.effective',
  lapsed: 'data-rights.state.lapsed',
  withdrawn: 'data-rights.state.withdrawn',
};
export const FIELD_WORDS: Readonly<Record<(typeof WANTED_FIELDS)[number], MessageKey>> = {
  givenNames: 'data-rights.field.given-names',
  firstSurname: 'data-rights.field.first-surname',
  secondSurname: 'data-rights.field.second-surname',
  email: 'data-rights.field.email',
  phone: 'data-rights.field.phone',
  employeeNumber: 'data-rights.field.employee-number',
  positionId: 'data-rights.field.position',
};
export const ACT_WORDS: Readonly<Record<Act, { title: MessageKey; text: MessageKey; label: MessageKey | null }>> = {
  correct: { title: 'data-rights.act.correct', text: 'data-rights.act.correct-text', label: 'data-rights.act.missing' },
  complete: { title: 'data-rights.act.complete', text: 'data-rights.act.complete-text', label: 'data-rights.words' },
  extend: { title: 'data-rights.act.extend', text: 'data-rights.act.extend-text', label: 'data-rights.act.reason' },
  grant: { title: 'data-rights.act.grant', text: 'data-rights.act.answer-text', label: 'data-rights.act.answer' },
  deny: { title: 'data-rights.act.deny', text: 'data-rights.act.answer-text', label: 'data-rights.act.answer' },
  effect: { title: 'data-rights.act.effect', text: 'data-rights.act.effect-text', label: null },
  withdraw: { title: 'data-rights.act.withdraw', text: 'data-rights.act.withdraw-text', label: null },
};

export const OBSTACLE_WORDS: Readonly<Record<(typeof CANCELLATION_OBSTACLES)[number], MessageKey>> = {
  requests: 'data-rights.obstacle.requests',
  roles: 'data-rights.obstacle.roles',
};

export function useMoments() {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return {
    day: (at: string) => formatDay(new Date(at), { timeZone, locale, now }),
    when: (at: string) => formatDayTime(new Date(at), { timeZone, locale, now }),
  };
}
