/** SQL of what heads the papers: the columns of the institution's row that are a form of their own, and the signs. */
import { sql } from 'kysely';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';
import type { Institution } from './rows.ts';

export type Logo = { readonly sha256: Buffer; readonly png: Buffer; readonly width: number; readonly height: number };

/** Of a row about which `policy` said yes, as the three below. */
export async function saveLetterheadRow(
  work: Work,
  _institution: Allowed<'administer', Institution>,
  { annualLegends, legalText }: Pick<Institution, 'annualLegends' | 'legalText'>,
): Promise<void> {
  await work.db
    .updateTable('institution')
    .set({
      annual_legends: JSON.stringify(annualLegends),
      legal_text: legalText,
      letterhead_version: sql<number>`letterhead_version + 1`,
    })
    .execute();
}

/** The version stays: it is that of what is typed. */
export async function saveLogoSum(
  work: Work,
  _institution: Allowed<'administer', Institution>,
  sha256: Buffer | null,
): Promise<void> {
  await work.db.updateTable('institution').set({ logo_sha256: sha256 }).execute();
}

/** Nothing, where it is there already. */
export async function keepLogo(work: Work, logo: Logo): Promise<void> {
  await work.db
    .insertInto('logos')
    .values({ ...logo, added_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** `sha256`: hex. */
export async function logoOf(db: Reader, sha256: string): Promise<Logo | undefined> {
  return db
    .selectFrom('logos')
    .select(['sha256', 'png', 'width', 'height'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
}
