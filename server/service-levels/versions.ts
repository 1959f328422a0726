/** Pure: which version of a level holds on a day, and how each stands. Days are local, YYYY-MM-DD, and compare as text. */
import type { LevelContent, VERSION_STANDINGS } from '#contract/service-levels.ts';
import type { NewLevel } from './rows.ts';

type Dated = { readonly version: number; readonly effectiveOn: string };

/** The newest version whose day has come: one published later for an earlier day takes the place of those before it. */
export const versionOn = <Version extends Dated>(versions: readonly Version[], day: string): Version | undefined =>
  versions
    .filter((each) => each.effectiveOn <= day)
    .reduce<Version | undefined>(
      (best, each) => (best === undefined || each.version > best.version ? each : best),
      undefined,
    );

/** How a version stands on `today` among the versions of its level. `publishedOn`: the local day of its publication. */
export function standingOf(
  versions: readonly (Dated & { readonly publishedOn: string })[],
  one: Dated,
  today: string,
): (typeof VERSION_STANDINGS)[number] {
  if (versionOn(versions, today)?.version === one.version) return 'in_force';
  const overtaken = versions.some(
    (later) =>
      later.version > one.version &&
      (later.effectiveOn < one.effectiveOn ||
        (later.effectiveOn === one.effectiveOn && later.publishedOn < one.effectiveOn)),
  );
  if (overtaken) return 'never';
  return one.effectiveOn > today ? 'coming' : 'past';
}

const promised = ({ effectiveOn: _day, ...rest }: LevelContent): string =>
  JSON.stringify(rest, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** The same words, times, calls and calendar, whatever day they hold from. */
export const samePromise = (a: LevelContent, b: LevelContent): boolean => promised(a) === promised(b);

/** The columns of a level from the content of a version: what was not said in English is said in Spanish. */
export function wordsOf(content: LevelContent): Omit<NewLevel, 'id' | 'key' | 'version'> {
  const { effectiveOn: _day, name, description, ...rest } = content;
  const both = ({ es, en }: { es: string; en: string }) => ({ es, en: en === '' ? es : en });
  return { ...rest, name: both(name), description: both(description) };
}
