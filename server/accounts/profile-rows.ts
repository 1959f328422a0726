/** SQL of what a person changes of their own. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { LetterGroup } from '#contract/accounts.ts';
import type { DB } from '#database/tables.ts';
import type { Work } from '../shared/store.ts';
import type { Locale, Theme } from './rows.ts';

const nextVersion = (_on: ExpressionBuilder<DB, 'people'>) => sql<number>`version + 1`;

const update = (work: Work, personId: string) =>
  work.db
    .updateTable('people')
    .set((on) => ({ version: nextVersion(on) }))
    .where('id', '=', personId);

export async function savePhone(work: Work, personId: string, own: { phone: string; extension: string }) {
  await update(work, personId).set(own).execute();
}

export type Preferences = {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly mutedLetters: readonly LetterGroup[];
};

export async function saveChoices(work: Work, personId: string, chosen: Preferences): Promise<void> {
  const { locale, theme, mutedLetters } = chosen;
  await update(work, personId)
    .set({ locale, theme, muted_letters: [...mutedLetters] })
    .execute();
}
