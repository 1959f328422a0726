/** Lists of things with a name in both languages. */
import type { LocalText } from '#contract/shapes.ts';

/** In the order of their names in that language, numbers as a person counts them; the server's is that of the Spanish ones. */
export function byName<Item extends { name: LocalText }>(list: readonly Item[], locale: 'es-MX' | 'en'): Item[] {
  const words = new Intl.Collator(locale, { numeric: true });
  const nameOf = ({ name }: Item): string => (locale === 'en' ? name.en : name.es);
  return [...list].sort((a, b) => words.compare(nameOf(a), nameOf(b)));
}
