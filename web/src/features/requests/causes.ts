/** Causes offered when a request is resolved, and what is sent of the one that was written. */
import type { LocalText } from '#contract/shapes.ts';

type Cause = { readonly areaId: string | null; readonly name: LocalText };

const plain = (words: string): string => words.trim().toLocaleLowerCase('es-MX');

/** Those of the area, then those for all; of two with the same Spanish, the area's. */
export function causesFor(all: readonly Cause[], areaId: string): LocalText[] {
  const fitting = [...all.filter((one) => one.areaId === areaId), ...all.filter((one) => one.areaId === null)];
  const seen = new Set<string>();
  return fitting
    .map(({ name }) => name)
    .filter(({ es }) => {
      const isNew = !seen.has(plain(es));
      seen.add(plain(es));
      return isNew;
    });
}

/**
 * Chosen in whichever language its reader has, a cause of the list goes in both: each reader of the request is then shown
 * their own. Other words go as they are.
 */
export function saidCause(causes: readonly LocalText[], typed: string): { cause: string; causeEnglish: string } {
  const words = plain(typed);
  const known =
    words === ''
      ? undefined
      : (causes.find(({ es }) => plain(es) === words) ?? causes.find(({ en }) => plain(en) === words));
  return known === undefined ? { cause: typed, causeEnglish: '' } : { cause: known.es, causeEnglish: known.en };
}
