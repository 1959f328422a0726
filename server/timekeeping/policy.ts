/** The desk reads working hours; the service owner changes them. */
import { hasRight, type Policy } from '#server/shared/policy.ts';

export const calendarPolicy: Policy<'see' | 'administer', object> = {
  sees: (actor) => hasRight(actor, 'desk.lists'),
  may: (right, actor) => right === 'see' || hasRight(actor, 'calendar.administer'),
};
