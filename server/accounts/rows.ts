/** SQL of the table `people`. A person's password hash leaves only through `Credentials`. */
import { type RawBuilder, sql } from 'kysely';
import type { LetterGroup, PersonId, PersonView, PhotoId } from '#contract/accounts.ts';
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type AccountState = PersonView['state'];
export type Locale = 'es-MX' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export type Person = {
  readonly id: PersonId;
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly fullName: string;
  readonly email: string;
  readonly employeeNumber: string;
  readonly agencyId: AgencyId;
  readonly positionId: PositionId;
  /** E.164; the extension apart. */
  readonly phone: string;
  readonly extension: string;
  readonly state: AccountState;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  readonly theme: Theme;
  readonly photoId: PhotoId | null;
  /** Groups of letters the person does without. */
  readonly mutedLetters: readonly LetterGroup[];
  readonly passwordChangedAt: Date | null;
  readonly mustChangePassword: boolean;
  /** The version to accept before anything else; null: none. */
  readonly responsibilitiesDue: number | null;
  readonly authEpoch: number;
  readonly hasSecondFactor: boolean;
  readonly lastSignInAt: Date | null;
  /** Nobody confirmed that they are still there, since then; what follows says `isSuspended`. */
  readonly unconfirmedSince: Date | null;
};

/** A person with what proves who they are; never shown, never passed to a view. */
export type Credentials = Person & { readonly passwordHash: string | null };

const PERSON = [
  'id',
  'given_names',
  'first_surname',
  'second_surname',
  'full_name',
  'email',
  'employee_number',
  'agency_id',
  'position_id',
  'phone',
  'extension',
  'state',
  'roles',
  'locale',
  'theme',
  'photo_id',
  'muted_letters',
  'password_changed_at',
  'must_change_password',
  'responsibilities_due',
  'auth_epoch',
  'has_second_factor',
  'last_sign_in_at',
  'unconfirmed_since',
] as const;

export const selectPeople = (db: Reader) => db.selectFrom('people').select(PERSON);
type Row = Awaited<ReturnType<ReturnType<typeof selectPeople>['execute']>>[number];

export const toPerson = (row: Row): Person => ({
  id: row.id as PersonId,
  givenNames: row.given_names,
  firstSurname: row.first_surname,
  secondSurname: row.second_surname,
  fullName: row.full_name ?? '',
  email: row.email,
  employeeNumber: row.employee_number,
  agencyId: row.agency_id as AgencyId,
  positionId: row.position_id as PositionId,
  phone: row.phone,
  extension: row.extension,
  state: row.state as AccountState,
  roles: row.roles as Role[],
  locale: row.locale as Locale,
  theme: row.theme as Theme,
  photoId: row.photo_id as PhotoId | null,
  mutedLetters: row.muted_letters as LetterGroup[],
  passwordChangedAt: row.password_changed_at,
  mustChangePassword: row.must_change_password,
  responsibilitiesDue: row.responsibilities_due,
  authEpoch: row.auth_epoch,
  hasSecondFactor: row.has_second_factor,
  lastSignInAt: row.last_sign_in_at,
  unconfirmedSince: row.unconfirmed_since,
});

export async function personById(db: Reader, id: string): Promise<Person | undefined> {
  const row = await selectPeople(db).where('id', '=', id).executeTakeFirst();
  return row && toPerson(row);
}

export async function personsByIds(db: Reader, ids: Iterable<string>): Promise<Person[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  return (await selectPeople(db).where('id', 'in', wanted).execute()).map(toPerson);
}

/** The person, held until the act ends. */
export async function lockPerson(work: Work, id: string): Promise<Person | undefined> {
  const row = await selectPeople(work.db).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toPerson(row);
}

const withHash = (db: Reader) => selectPeople(db).select('password_hash');

export async function credentialsByEmail(db: Reader, email: string): Promise<Credentials | undefined> {
  const row = await withHash(db).where('email', '=', email).executeTakeFirst();
  return row && { ...toPerson(row), passwordHash: row.password_hash };
}

export async function credentialsById(db: Reader, id: string): Promise<Credentials | undefined> {
  const row = await withHash(db).where('id', '=', id).executeTakeFirst();
  return row && { ...toPerson(row), passwordHash: row.password_hash };
}

export async function isEmployeeNumberTaken(db: Reader, number: string): Promise<boolean> {
  if (number === '') return false;
  const row = await db.selectFrom('people').select('id').where('employee_number', '=', number).executeTakeFirst();
  return row !== undefined;
}

export type NewPerson = Omit<
  Person,
  | ('id' | 'fullName' | 'theme' | 'locale' | 'photoId' | 'mutedLetters')
  | (
      | 'passwordChangedAt'
      | 'mustChangePassword'
      | 'responsibilitiesDue'
      | 'authEpoch'
      | 'hasSecondFactor'
      | 'lastSignInAt'
      | 'unconfirmedSince'
    )
> & {
  readonly id: string;
  readonly locale?: Locale;
  /** Null: no password yet. */
  readonly passwordHash: string | null;
};

/** False when the address or the employee number is somebody's already: then nothing was written. */
export async function insertPerson(db: Writer, person: NewPerson, now: Date): Promise<boolean> {
  const row = await db
    .insertInto('people')
    .values({
      id: person.id,
      given_names: person.givenNames,
      first_surname: person.firstSurname,
      second_surname: person.secondSurname,
      email: person.email,
      employee_number: person.employeeNumber,
      agency_id: person.agencyId,
      position_id: person.positionId,
      phone: person.phone,
      extension: person.extension,
      state: person.state,
      roles: [...person.roles],
      locale: person.locale ?? 'es-MX',
      password_hash: person.passwordHash,
      password_changed_at: person.passwordHash === null ? null : now,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const next = (column: 'version' | 'auth_epoch') => sql<number>`${sql.ref(column)} + 1`;

/** A new password, and with it a new epoch: whatever was opened with the old one is over. Gives the epoch. */
export async function savePassword(
  work: Work,
  personId: string,
  given: { hash: string; state: AccountState },
): Promise<number> {
  const row = await work.db
    .updateTable('people')
    .set({
      password_hash: given.hash,
      password_changed_at: work.now,
      must_change_password: false,
      state: given.state,
      auth_epoch: next('auth_epoch'),
      version: next('version'),
    })
    .where('id', '=', personId)
    .returning('auth_epoch')
    .executeTakeFirstOrThrow();
  return row.auth_epoch;
}

/** The same password, hashed at today's cost; nobody else's if it changed meanwhile. */
export async function renewHash(db: Writer, personId: string, given: { from: string; to: string }): Promise<void> {
  await db
    .updateTable('people')
    .set({ password_hash: given.to })
    .where('id', '=', personId)
    .where('password_hash', '=', given.from)
    .execute();
}

export async function noteSignIn(work: Work, personId: string): Promise<void> {
  await work.db.updateTable('people').set({ last_sign_in_at: work.now }).where('id', '=', personId).execute();
}

export async function saveRoles(work: Work, person: Allowed<'grant', Person>, roles: readonly Role[]): Promise<void> {
  const lost = person.roles.some((role) => !roles.includes(role));
  await work.db
    .updateTable('people')
    .set({ roles: [...roles], version: next('version'), ...(lost ? { auth_epoch: next('auth_epoch') } : {}) })
    .where('id', '=', person.id)
    .execute();
}

export async function saveApproval(work: Work, person: Allowed<'approve', Person>): Promise<void> {
  await work.db
    .updateTable('people')
    .set({ state: 'active', version: next('version') })
    .where('id', '=', person.id)
    .execute();
}

/** Ids of the active people of a role, of one agency where it is given. */
export async function peopleWithRole(db: Reader, role: Role, agencyId: string | null): Promise<string[]> {
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('state', '=', 'active')
    .where(sql<boolean>`${role} = any(roles)`)
    .$if(agencyId !== null, (query) => query.where('agency_id', '=', agencyId ?? ''))
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Ids of the active administrators, held until the act ends, so that two cannot remove each other at once. */
export async function lockAdministrators(work: Work): Promise<string[]> {
  const rows = await work.db
    .selectFrom('people')
    .select('id')
    .where('state', '=', 'active')
    .where(sql<boolean>`'operator_admin' = any(roles)`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

export type PeopleAsked = {
  readonly words: readonly string[];
  readonly state: AccountState | undefined;
  /** Id of the last person of the page before. */
  readonly after: string | null;
  readonly size: number;
};

/** The order of every list of people, by the index `people_by_name`. */
export const NAME = sql`first_surname collate "es-MX-x-icu", second_surname collate "es-MX-x-icu", given_names collate "es-MX-x-icu", id`;
const SEARCHED = sql<string>`plain_text(given_names || ' ' || first_surname || ' ' || second_surname || ' ' || email)`;

export const holdsWord = (searched: RawBuilder<string>, word: string) =>
  sql<boolean>`${searched} like '%' || plain_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`;

/** By surname, one more than `size`, after the given person. */
export async function peopleByName(db: Reader, asked: PeopleAsked): Promise<Person[]> {
  let query = selectPeople(db)
    .orderBy(NAME)
    .limit(asked.size + 1);
  if (asked.state !== undefined) query = query.where('state', '=', asked.state);
  for (const word of asked.words) query = query.where(holdsWord(SEARCHED, word));
  if (asked.after !== null)
    query = query.where(sql<boolean>`(${NAME}) > (select ${NAME} from people where id = ${asked.after})`);
  return (await query.execute()).map(toPerson);
}
