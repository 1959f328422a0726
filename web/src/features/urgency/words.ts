/** The answers of a petition and the choices of a decision, in words. */
import type { UrgencyFacts } from '#contract/requests.ts';
import type { LevelChoice, UrgencyCase } from '#contract/urgency.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const AFFECTED_WORDS = {
  person: 'urgencies.affects.person',
  area: 'urgencies.affects.area',
  agencies: 'urgencies.affects.agencies',
} as const satisfies Record<UrgencyFacts['affects'], MessageKey>;

export const ALTERNATIVE_WORDS = {
  can_wait: 'urgencies.alternative.can-wait',
  another_way: 'urgencies.alternative.another-way',
  nothing_works: 'urgencies.alternative.nothing-works',
} as const satisfies Record<UrgencyFacts['alternative'], MessageKey>;

/** DTI/SS/2026/000123 → SS-2026-000123, as the address bar has it. */
export const refOf = (folio: string): string => folio.split('/').slice(-3).join('-');

/** What choosing it does to the request. */
export function choiceKey(choice: LevelChoice, current: LevelChoice | undefined): MessageKey {
  if (choice.current || current === undefined) return 'urgencies.choice.stay';
  return choice.resolutionMinutes < current.resolutionMinutes ? 'urgencies.choice.up' : 'urgencies.choice.down';
}

/** The level it has first, then the more pressing from near to far, then the less pressing. */
export function inOrder(choices: readonly LevelChoice[]): LevelChoice[] {
  const current = choices.find((choice) => choice.current);
  const from = current?.resolutionMinutes ?? 0;
  const up = choices.filter((choice) => !choice.current && choice.resolutionMinutes < from).toReversed();
  const down = choices.filter((choice) => !choice.current && choice.resolutionMinutes >= from);
  return [...(current ? [current] : []), ...up, ...down];
}

/**
 * Lengths of the bars, in hundredths: from the registration to whichever is later, the date the request has or the one it
 * is needed by. What goes further is cut.
 */
export function barsOf({ request, choices, neededAt }: UrgencyCase): { of: (dueAt: string) => number; needed: number } {
  const start = Date.parse(request.registeredAt);
  const now = choices.find((choice) => choice.current)?.resolutionDueAt ?? neededAt;
  const whole = Math.max(Date.parse(now), Date.parse(neededAt)) - start;
  const share = (at: string) => Math.round(Math.min(100, Math.max(2, ((Date.parse(at) - start) / whole) * 100)));
  return { of: share, needed: share(neededAt) };
}
