/** The people of the report as a spreadsheet. */
import { Readable } from 'node:stream';
import type { QueryOf } from '#contract/operation.ts';
import type { exportPasswordReport } from '#contract/password-report.ts';
import { translator } from '#locales/catalogues.ts';
import { type PersonStanding, peopleStanding } from '../accounts/index.ts';
import { everyAgency } from '../agencies/index.ts';
import { localDay } from '../calendars/index.ts';
import { vouchedFor } from '../directories/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { writeCsv } from '../shared/csv.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import type { PersonActor } from '../shared/policy.ts';

/** Read and written at once: ten thousand are five of these, and others are answered in between. */
const AT_ONCE = 2_000;

const HEAD = [
  'setup.compliance.col.name',
  'setup.compliance.email',
  'setup.compliance.acronym',
  'setup.compliance.col.agency',
  'setup.compliance.col.standing',
  'setup.compliance.col.ends',
  'setup.compliance.col.last',
] as const;

/** Everybody the filters let through, by surname: days are those of the institution. */
export async function exportReport(
  house: House,
  { locale }: PersonActor,
  query: QueryOf<typeof exportPasswordReport>,
): Promise<FileAnswer> {
  const db = house.store.read;
  const t = translator(locale);
  const now = house.clock.now();
  const [{ timeZone }, everywhere] = await Promise.all([readInstitutionRow(db), everyAgency(db)]);
  const agencies = new Map(everywhere.map((agency) => [agency.id as string, agency]));
  const day = (at: Date | null) => (at === null ? '' : localDay(timeZone, at));
  const lineOf = (row: PersonStanding): string[] => {
    const agency = agencies.get(row.agencyId);
    const name = (locale === 'en' ? agency?.name.en : '') || (agency?.name.es ?? '');
    const standing = t(`setup.compliance.standing.${row.standing}`);
    return [row.name, row.email, agency?.acronym ?? '', name, standing, day(row.endsAt), day(row.lastSignInAt)];
  };
  const pieces = [Buffer.from(writeCsv([HEAD.map((key) => t(key))]))];
  for (let after: string | null = null, more = true; more; ) {
    const page = { standing: query.standing, agencyId: query.agency, after, most: AT_ONCE };
    const rows: PersonStanding[] = await peopleStanding(db, { now, vouched: vouchedFor }, page);
    // The mark at the beginning of a file stands there alone.
    if (rows.length > 0) pieces.push(Buffer.from(writeCsv(rows.map(lineOf)).slice(1)));
    after = rows.at(-1)?.id ?? null;
    more = rows.length === AT_ONCE;
  }
  const content = Buffer.concat(pieces);
  const name = `${t('setup.compliance.file')}-${localDay(timeZone, now)}.csv`;
  return new FileAnswer({ name, bytes: content.length, content: Readable.from([content]) });
}
