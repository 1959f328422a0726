/** The numbers by agency, and the people behind each. */
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type {
  listPasswordStandings as listOperation,
  readPasswordReport as readOperation,
} from '#contract/password-report.ts';
import { countStandings, peopleStanding } from '../accounts/index.ts';
import { agenciesByIds, everyAgency } from '../agencies/index.ts';
import { vouchedFor } from '../directories/index.ts';
import type { House } from '../shared/house.ts';
import { fromIdCursor, PAGE_SIZE, toIdCursor } from '../shared/pages.ts';
import { sumUp } from './rules.ts';

type Person = ReplyOf<typeof listOperation>['items'][number];

const NAMELESS = { acronym: '', name: { es: '', en: '' } };

export async function readReport(house: House): Promise<ReplyOf<typeof readOperation>> {
  const db = house.store.read;
  const [counts, agencies] = await Promise.all([
    countStandings(db, { now: house.clock.now(), vouched: vouchedFor }),
    everyAgency(db),
  ]);
  return sumUp(counts, agencies);
}

/** By surname, a page at a time. */
export async function listStandings(
  house: House,
  query: QueryOf<typeof listOperation>,
): Promise<ReplyOf<typeof listOperation>> {
  const db = house.store.read;
  const asked = { now: house.clock.now(), vouched: vouchedFor };
  const rows = await peopleStanding(db, asked, {
    standing: query.standing,
    agencyId: query.agency,
    after: fromIdCursor(query.cursor),
    most: PAGE_SIZE + 1,
  });
  const people = rows.slice(0, PAGE_SIZE);
  const agencies = await agenciesByIds(
    db,
    people.map(({ agencyId }) => agencyId),
  );
  const items = people.map((row): Person => {
    const { acronym, name } = agencies.get(row.agencyId) ?? NAMELESS;
    return {
      personId: row.id as Person['personId'],
      name: row.name,
      email: row.email,
      agencyAcronym: acronym,
      agencyName: name,
      standing: row.standing,
      endsAt: row.endsAt?.toISOString() ?? null,
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    };
  });
  const last = people.at(-1);
  return { items, next: rows.length > PAGE_SIZE && last ? toIdCursor(last.id) : null };
}
