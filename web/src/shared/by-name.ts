/** Lists of things with a name in both languages. */
import type { LocalText } from '#contract/shapes.ts';

/** In the order of their names in that language, numbers as a person counts them; the server's is that of the Spanish ones. */
export function byName<Item extends { name: LocalText }>(list: readonly Item[], locale: 'es-MX' | 'en'): Item[] {
  const words = new Intl.Collator(locale, { numeric: true });
  const nameOf = ({ name }: Item): string => (locale === 'en' ? name.en : name.es);
  return [...list].sort((a, b) => words.compare(nameOf(a), nameOf(b)));
}

/** What is called alike, as every agency's office of administration is, is told apart by its acronym. */
export function toldApart<Item extends { name: LocalText; acronym: string }>(
  list: readonly Item[],
  locale: 'es-MX' | 'en',
): (Item & { readonly label: string })[] {
  const nameOf = ({ name }: Item): string => (locale === 'en' ? name.en : name.es);
  const times = new Map<string, number>();
  for (const item of list) times.set(nameOf(item), (times.get(nameOf(item)) ?? 0) + 1);
  return byName(list, locale).map((item) => {
    const name = nameOf(item);
    return { ...item, label: (times.get(name) ?? 0) > 1 ? `${name} · ${item.acronym}` : name };
  });
}
