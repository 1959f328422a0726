/** The letterhead of a paper (membrete): whose it is, its sign, the legend of the year. */
import type { Letterhead, Picture } from '../shared/paper/document.ts';
import type { Reader } from '../shared/store.ts';
import { type Logo, logoOf } from './letterhead-rows.ts';
import type { Institution } from './rows.ts';
import { legendAt } from './rules.ts';

type Names = Pick<Institution, 'governmentName' | 'hostAgencyName' | 'ownerUnit' | 'operatorUnit'>;

/** Points, at most. */
const [HIGH, WIDE] = [46, 120];

export const headLines = ({ governmentName, hostAgencyName, ownerUnit, operatorUnit }: Names): string[] =>
  [governmentName, hostAgencyName, [ownerUnit, operatorUnit].filter((unit) => unit !== '').join(' · ')].filter(
    (line) => line !== '',
  );

/** Of a paper that is made now, and kept by nobody as it is. */
export const paperHead = async (db: Reader, institution: Institution, at: Date): Promise<Letterhead> => ({
  lines: headLines(institution),
  legend: legendAt(institution, at),
  sign: await signOf(db, institution.logoSha256, institution.governmentName),
});

/** The sign a record names by its sum (hex), or the one of today; null: there is none. */
export async function signOf(db: Reader, sha256: string | null, alt: string): Promise<Picture | null> {
  const logo = sha256 === null ? undefined : await logoOf(db, sha256);
  return logo === undefined ? null : pictureOf(logo, alt);
}

const pictureOf = ({ png, width, height }: Logo, alt: string): Picture => ({
  ...{ kind: 'picture', alt, size: [width, height] },
  width: Math.min(WIDE, (HIGH * width) / height),
  base64: png.toString('base64'),
});
