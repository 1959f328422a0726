/** The answers on urgency, in words. */
import type { Affected, Alternative } from '#contract/requests.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const AFFECTED_WORDS = {
  person: 'requests.urgency.affects.person',
  area: 'requests.urgency.affects.area',
  agencies: 'requests.urgency.affects.agencies',
} as const satisfies Record<Affected, MessageKey>;
export const ALTERNATIVE_WORDS = {
  can_wait: 'requests.urgency.alternative.can-wait',
  another_way: 'requests.urgency.alternative.another-way',
  nothing_works: 'requests.urgency.alternative.nothing-works',
} as const satisfies Record<Alternative, MessageKey>;
