/** Legends by year and the legal sentence, as an administrator reads and changes them. */
import type { LetterheadView, saveLetterhead as operation } from '#contract/letterhead.ts';
import type { BodyOf } from '#contract/operation.ts';
import { translator } from '#locales/catalogues.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { logoOf, saveLetterheadRow } from './letterhead-rows.ts';
import { institutionPolicy } from './policy.ts';
import { type Institution, readInstitutionRow } from './rows.ts';
import { yearAt } from './rules.ts';
import { INSTITUTION_STREAM } from './stream.ts';

/** Receipts are legal paper, in es-MX whoever asks. */
const usualLegalText = (): string => translator('es-MX')('documents.receipt.legal');

/** The legal sentence of a receipt that is issued now. */
export const legalTextOf = ({ legalText }: Pick<Institution, 'legalText'>): string =>
  legalText === '' ? usualLegalText() : legalText;

export async function readLetterhead(house: House, actor: Actor): Promise<LetterheadView> {
  const row = await readInstitutionRow(house.store.read);
  const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
  const year = yearAt(institution, house.clock.now());
  const { annualLegends: told, logoSha256 } = institution;
  const years = new Set([...Object.keys(told).map(Number), year, year + 1]);
  const logo = logoSha256 === null ? undefined : await logoOf(house.store.read, logoSha256);
  return {
    year,
    legends: [...years].sort((one, other) => other - one).map((each) => ({ year: each, text: told[each] ?? '' })),
    ...{ legalText: institution.legalText, usualLegalText: usualLegalText() },
    logo: logo
      ? {
          ...{ sha256: logo.sha256.toString('hex'), png: logo.png.toString('base64') },
          ...{ width: logo.width, height: logo.height },
        }
      : null,
    version: institution.letterheadVersion,
  };
}

/** Years that are not told keep theirs. `version.stale` when somebody else changed it since it was read. */
export async function saveLetterhead(house: House, actor: Actor, given: BodyOf<typeof operation>) {
  await house.store.change(actor, async (work) => {
    const row = await readInstitutionRow(work.db, 'lock');
    const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
    if (institution.letterheadVersion !== given.version) throw new Fault('version.stale');
    const legends: Record<string, string> = { ...institution.annualLegends };
    for (const { year, text } of given.legends) {
      if (text === '') delete legends[year];
      else legends[year] = text;
    }
    const legalText = given.legalText === usualLegalText() ? '' : given.legalText;
    await saveLetterheadRow(work, institution, { annualLegends: legends, legalText });
    await work.record({ stream: INSTITUTION_STREAM, fact: 'letterhead.changed', data: { legends, legalText } });
  });
  return { done: true as const };
}
