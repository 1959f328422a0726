/** The sentence of each kind of notice. */
import type { BellKind } from '#contract/notifications.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const NOTICE_WORDS: Record<BellKind, MessageKey> = {
  'request-registered': 'common.notice.request-registered',
  'request-assigned': 'common.notice.request-assigned',
  'request-message': 'common.notice.request-message',
  'request-question': 'common.notice.request-question',
  'request-answered': 'common.notice.request-answered',
  'request-scheduled': 'common.notice.request-scheduled',
  'request-reclassified': 'common.notice.request-reclassified',
  'request-visit-accepted': 'common.notice.request-visit-accepted',
  'request-visit-declined': 'common.notice.request-visit-declined',
  'request-reminder': 'common.notice.request-reminder',
  'request-waiting': 'common.notice.request-waiting',
  'request-resolved': 'common.notice.request-resolved',
  'request-reopened': 'common.notice.request-reopened',
  'request-closed': 'common.notice.request-closed',
  'request-cancelled': 'common.notice.request-cancelled',
  'request-rejected': 'common.notice.request-rejected',
  'request-urgency-asked': 'common.notice.request-urgency-asked',
  'request-urgency-objected': 'common.notice.request-urgency-objected',
  'request-urgency-kept': 'common.notice.request-urgency-kept',
  'request-urgency-changed': 'common.notice.request-urgency-changed',
  'announcement-over': 'common.notice.announcement-over',
  'act-refused': 'common.notice.act-refused',
  'acts-refused': 'common.notice.acts-refused',
  'request-at-risk': 'common.notice.request-at-risk',
  'request-breached': 'common.notice.request-breached',
  'request-overdue': 'common.notice.request-overdue',
  'request-deadline-moved': 'common.notice.request-deadline-moved',
};
