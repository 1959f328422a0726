/** SQL of lists of enrolments, and of what one is held against. */
import { sql } from 'kysely';
import type { EnrolmentState } from '#contract/enrolment-shapes.ts';
import { nameOf } from '../accounts/index.ts';
import type { Cursor } from '../shared/pages.ts';
import type { Reader } from '../shared/store.ts';
import { type Enrolment, toEnrolment } from './rows.ts';

export type Listed = Enrolment & {
  readonly draftedByName: string;
  readonly counts: {
    readonly rows: number;
    readonly approved: number;
    readonly observed: number;
    readonly rejected: number;
    readonly exceptions: number;
    readonly granted: number;
  };
};

export type Asked = {
  /** Whose drafts are seen: a coordinator sees all of one agency; DTI what is signed, and what DTI itself captures. */
  readonly reach: { readonly agencyId: string } | 'signed' | 'signed-and-paper';
  readonly state?: EnrolmentState | undefined;
  readonly agencyId?: string | undefined;
  readonly exceptions?: 'asked' | 'granted' | undefined;
  readonly q?: string | undefined;
  readonly cursor: Cursor | null;
  readonly size: number;
};

/** Of a row `r`: its account stands on it today. */
const IN_FORCE = sql`r.exception_state = 'approved' and r.exception_ended_at is null and r.person_id is not null`;
const HAS_EXCEPTION = { asked: sql`r.exception_state = 'asked'`, granted: IN_FORCE };

const COUNTS = sql<Listed['counts']>`(select jsonb_build_object(
  'rows', count(*),
  'approved', count(*) filter (where r.state = 'approved'),
  'observed', count(*) filter (where r.state = 'observed'),
  'rejected', count(*) filter (where r.state = 'rejected'),
  'exceptions', count(*) filter (where r.exception_state = 'asked'),
  'granted', count(*) filter (where ${IN_FORCE}))
  from enrolment_rows r where r.enrolment_id = e.id)`;

const SELECTED = (db: Reader) =>
  db
    .selectFrom('enrolments as e')
    .selectAll('e')
    .select([COUNTS.as('counts'), nameOf(sql.ref('e.drafted_by')).as('drafted_by_name')]);

const toListed = (
  row: Parameters<typeof toEnrolment>[0] & { counts: Listed['counts']; drafted_by_name: string | null },
) => ({
  ...toEnrolment(row),
  counts: row.counts,
  draftedByName: row.drafted_by_name ?? '',
});

/** Of a row `r` of `e`; each word may stand in the folio or in what the row says of its person. */
const SEARCHED = sql<string>`plain_text(coalesce(e.folio, '') || ' ' || r.given_names || ' ' || r.first_surname || ' ' ||
  r.second_surname || ' ' || r.employee_number || ' ' || r.email)`;

const holdsWords = (words: readonly string[]) => {
  const each = words.map(
    (word) => sql<boolean>`${SEARCHED} like '%' || plain_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`,
  );
  return sql<boolean>`exists (select from enrolment_rows r where r.enrolment_id = e.id and ${sql.join(each, sql` and `)})`;
};

/** What moved last first, one more than the page. */
export async function enrolmentsAsked(db: Reader, asked: Asked): Promise<Listed[]> {
  const { reach, state, agencyId, exceptions, q = '', cursor } = asked;
  const words = q.split(' ').filter((word) => word !== '');
  let query = SELECTED(db)
    .orderBy('e.changed_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(asked.size + 1);
  if (typeof reach === 'object') query = query.where('e.agency_id', '=', reach.agencyId);
  else if (reach === 'signed') query = query.where('e.signed_at', 'is not', null);
  else query = query.where((on) => on.or([on('e.signed_at', 'is not', null), on('e.source', '=', 'paper')]));
  if (state !== undefined) query = query.where('e.state', '=', state);
  if (agencyId !== undefined) query = query.where('e.agency_id', '=', agencyId);
  if (exceptions !== undefined)
    query = query.where(
      sql<boolean>`exists (select from enrolment_rows r where r.enrolment_id = e.id and ${HAS_EXCEPTION[exceptions]})`,
    );
  if (words.length > 0) query = query.where(holdsWords(words));
  if (cursor !== null)
    query = query.where(sql<boolean>`(e.changed_at, e.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  return (await query.execute()).map(toListed);
}

export async function listedById(db: Reader, id: string): Promise<Listed | undefined> {
  const row = await SELECTED(db).where('e.id', '=', id).executeTakeFirst();
  return row && toListed(row);
}

export type WaitingRow = {
  readonly email: string;
  readonly employeeNumber: string;
  readonly folio: string;
  readonly agencyId: string;
};

/** Rows of other forms, signed and not decided, that name one of these numbers or addresses (small letters). */
export async function rowsWaitingElsewhere(
  db: Reader,
  by: { readonly enrolmentId: string; readonly numbers: readonly string[]; readonly emails: readonly string[] },
): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select lower(r.email) as email, upper(r.employee_number) as "employeeNumber", coalesce(e.folio, '') as folio,
      e.agency_id as "agencyId"
    from enrolment_rows r join enrolments e on e.id = r.enrolment_id
    where r.state in ('waiting', 'observed') and e.state in ('signed', 'in_review', 'returned')
      and e.id <> ${by.enrolmentId}::uuid
      and (lower(r.email) = any(${[...by.emails]}::text[]) or upper(r.employee_number) = any(${[...by.numbers]}::text[]))`.execute(
    db,
  );
  return rows.filter((row) => row.email !== '' || row.employeeNumber !== '');
}
