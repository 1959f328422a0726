/** A rule as a sentence: "Si el servicio es Correo o la dependencia es SAyGP, va a Redes." */
import type { RuleView } from '#contract/routing.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Locale, Translate } from '#web/shared/i18n.ts';

/** Names said out; of more, how many. */
const SAID = 4;

export const joined = (locale: Locale, type: 'conjunction' | 'disjunction', parts: readonly string[]): string =>
  new Intl.ListFormat(locale, { type }).format(parts);

function anyOf(t: Translate, locale: Locale, names: readonly string[]): string {
  const rest = names.length - SAID;
  const said = rest > 1 ? [...names.slice(0, SAID), t('rules.more', { count: rest })] : names;
  return joined(locale, 'disjunction', said);
}

/** `local` of `i18n.ts`, in one language. */
type Name = (text: LocalText) => string;

export function ruleSentence(t: Translate, rule: RuleView, said: { locale: Locale; name: Name }): string {
  const { locale } = said;
  // Names of services have commas and "o" of their own.
  const names = (things: readonly { name: LocalText }[]) =>
    anyOf(
      t,
      locale,
      things.map(({ name }) => t('rules.quoted', { name: said.name(name) })),
    );
  const conditions = [
    ...(rule.services.length > 0 ? [t('rules.if.service', { names: names(rule.services) })] : []),
    ...(rule.areas.length > 0 ? [t('rules.if.area', { names: names(rule.areas) })] : []),
    ...(rule.agencies.length > 0
      ? [
          t('rules.if.agency', {
            names: anyOf(
              t,
              locale,
              rule.agencies.map(({ acronym }) => acronym),
            ),
          }),
        ]
      : []),
    ...(rule.building === '' ? [] : [t('rules.if.building', { text: rule.building })]),
  ];
  return t('rules.sentence', {
    conditions: joined(locale, rule.match === 'all' ? 'conjunction' : 'disjunction', conditions),
    team: said.name(rule.team.name),
    byLoad: rule.byLoad ? 'yes' : 'no',
  });
}
