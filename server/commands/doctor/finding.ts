/** What a check of `mesa doctor` finds, and where it looks. */
import { type MessageKey, translator } from '#locales/catalogues.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Postgres } from '../../shared/postgres/postgres.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Reader } from '../../shared/store.ts';

/** `fault`: the desk does not work, or will not; `warning`: it works, and somebody should look; `unknown`: could not be seen. */
export type State = 'fine' | 'warning' | 'fault' | 'unknown';

/** One sentence of what is so and, unless it is fine, what to do. */
export type Finding = { readonly check: string; readonly state: State; readonly es: string; readonly en: string };

/** What was found without a database that answers; `db` and `postgres` only where one does, with the right schema. */
export type Place = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly postgres: Postgres | null;
  readonly db: Reader | null;
};

export type Check = (place: Place) => Promise<readonly Finding[]>;

type Values = Record<string, string | number>;

/** A finding in both languages. */
export const finding = (check: string, state: State, told: { key: MessageKey; values?: Values }): Finding => ({
  check,
  state,
  es: translator('es-MX')(told.key, told.values),
  en: translator('en')(told.key, told.values),
});
