/** Field by field, what one version of a level says and the other does not. */
import type { LevelContent } from '#contract/service-levels.ts';
import type { Locale, MessageKey, Translate } from '#web/shared/i18n.ts';
import type { Calendars } from './queries.ts';
import { writeSpan } from './spans.ts';

export type Change = { field: MessageKey; before: string; after: string };
type With = { t: Translate; locale: Locale; calendars: Calendars };

/** Every field in the order of the form, in words. */
function wordsOf(content: LevelContent, { t, locale, calendars }: With): [MessageKey, string][] {
  const span = (minutes: number | null) => (minutes === null ? t('levels.none') : writeSpan(t, minutes));
  const said = (yes: boolean) => t(yes ? 'levels.yes' : 'levels.no');
  const calendar = calendars.find((each) => each.id === content.calendarId)?.name[locale === 'en' ? 'en' : 'es'];
  const head = content.escalations.agencyHeadPercent;
  return [
    ['levels.field.name', content.name.es],
    ['levels.field.name-en', content.name.en],
    ['levels.field.code', content.code],
    ['levels.field.calendar', calendar ?? ''],
    ['levels.field.on-duty', said(content.countsOnDuty)],
    ['levels.field.description', content.description.es],
    ['levels.field.description-en', content.description.en],
    ['levels.field.first', span(content.firstResponseMinutes)],
    ['levels.field.resolution', span(content.resolutionMinutes)],
    ['levels.field.next', span(content.nextResponseMinutes)],
    ['levels.field.at-risk', t('levels.percent', { percent: content.atRiskPercent })],
    ['levels.field.lead', said(content.escalations.lead)],
    ['levels.field.owner', said(content.escalations.owner)],
    ['levels.field.head', head === null ? t('levels.no') : t('levels.percent', { percent: head })],
  ];
}

/** `before` null: there was nothing, so everything that says something is new. */
export function changesOf(before: LevelContent | null, after: LevelContent, given: With): Change[] {
  const old = before === null ? null : new Map(wordsOf(before, given));
  return wordsOf(after, given)
    .map(([field, words]) => ({ field, before: old?.get(field) ?? '', after: words }))
    .filter((change) => change.before !== change.after);
}

/** Every field that says something, as a list of facts. */
export const factsOf = (content: LevelContent, given: With): [MessageKey, string][] =>
  wordsOf(content, given).filter(([, words]) => words !== '');
