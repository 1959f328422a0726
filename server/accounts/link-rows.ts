/** SQL of one-time links, registrations and former passwords. Only hashes of tokens are kept. */
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import { DAY, later } from '../shared/clock.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type Purpose = 'activation' | 'reset';

export type Link = { readonly id: string; readonly personId: string; readonly purpose: Purpose };

export type NewLink = Link & {
  readonly tokenHash: Buffer;
  readonly authEpoch: number;
  readonly madeAt: Date;
  readonly expiresAt: Date;
};

/** Keeps the link; an earlier one for the same purpose stops working. */
export async function insertLink(db: Writer, link: NewLink): Promise<void> {
  await db
    .updateTable('credential_links')
    .set({ revoked_at: link.madeAt })
    .where('person_id', '=', link.personId)
    .where('purpose', '=', link.purpose)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  await db
    .insertInto('credential_links')
    .values({
      id: link.id,
      person_id: link.personId,
      purpose: link.purpose,
      token_hash: link.tokenHash,
      auth_epoch: link.authEpoch,
      made_at: link.madeAt,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** The link, if it would work now. Taken inside a change with `lock`, nobody else can use it meanwhile. */
export async function liveLink(
  db: Reader,
  tokenHash: Buffer,
  at: { now: Date; lock?: true },
): Promise<Link | undefined> {
  const query = db
    .selectFrom('credential_links as link')
    .innerJoin('people', 'people.id', 'link.person_id')
    .select(['link.id', 'link.person_id', 'link.purpose'])
    .where('link.token_hash', '=', tokenHash)
    .where('link.used_at', 'is', null)
    .where('link.revoked_at', 'is', null)
    .where('link.expires_at', '>', at.now)
    .whereRef('link.auth_epoch', '=', 'people.auth_epoch')
    .where('people.state', 'in', ['invited', 'active']);
  const row = await (at.lock ? query.forUpdate() : query).executeTakeFirst();
  return row && { id: row.id, personId: row.person_id, purpose: row.purpose as Purpose };
}

/** Marks the used one and revokes all others of the person. */
export async function spendLinks(work: Work, personId: string, usedId: string | null): Promise<void> {
  const open = work.db
    .updateTable('credential_links')
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null);
  if (usedId !== null) await open.set({ used_at: work.now }).where('id', '=', usedId).execute();
  await open.set({ revoked_at: work.now }).execute();
}

/** What the person wrote when asking for an account; becomes theirs when the address is proven. */
export type Applicant = {
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly agencyId: AgencyId;
  readonly positionId: PositionId;
  readonly employeeNumber: string;
  readonly phone: string;
  readonly extension: string;
};

export type Registration = {
  readonly id: string;
  readonly email: string;
  /** The address had an account already: no link may be made. */
  readonly known: boolean;
  readonly person: Applicant;
};

export type RegistrationSecret = Registration & {
  readonly passwordHash: string;
  /** The version of the privacy notice that was shown. */
  readonly noticeVersion: number | null;
};

export async function insertRegistration(work: Work, registration: RegistrationSecret, expiresAt: Date): Promise<void> {
  await work.db
    .insertInto('registrations')
    .values({
      id: registration.id,
      email: registration.email,
      known: registration.known,
      person: JSON.stringify(registration.person),
      password_hash: registration.passwordHash,
      notice_version: registration.noticeVersion,
      asked_at: work.now,
      expires_at: expiresAt,
    })
    .execute();
}

/** An account asked for, to write its letter from; undefined once swept. */
export async function registrationById(db: Reader, id: string): Promise<Registration | undefined> {
  const row = await db
    .selectFrom('registrations')
    .select(['id', 'email', 'known', 'person'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { id: row.id, email: row.email, known: row.known, person: row.person as unknown as Applicant };
}

/** The registration a link belongs to, if it may still be followed. */
export async function liveRegistration(
  db: Reader,
  tokenHash: Buffer,
  at: { now: Date; lock?: true },
): Promise<RegistrationSecret | undefined> {
  const query = db
    .selectFrom('registrations')
    .select(['id', 'email', 'known', 'person', 'password_hash', 'notice_version'])
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('known', '=', false)
    .where('expires_at', '>', at.now);
  const row = await (at.lock ? query.forUpdate() : query).executeTakeFirst();
  return (
    row && {
      id: row.id,
      email: row.email,
      known: row.known,
      person: row.person as unknown as Applicant,
      passwordHash: row.password_hash,
      noticeVersion: row.notice_version,
    }
  );
}

/** False when the registration is spent or must not get a link. */
export async function keepRegistrationToken(
  db: Writer,
  id: string,
  token: { hash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('registrations')
    .set({ token_hash: token.hash, expires_at: token.expiresAt })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('known', '=', false)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The first link followed wins; all others of that address are over. */
export async function spendRegistrations(work: Work, email: string): Promise<void> {
  await work.db
    .updateTable('registrations')
    .set({ used_at: work.now })
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .execute();
}

/** Hashes of the person's passwords, newest first, the present one included. */
export async function formerPasswords(db: Reader, personId: string, count: number): Promise<string[]> {
  const rows = await db
    .selectFrom('former_passwords')
    .select('password_hash')
    .where('person_id', '=', personId)
    .orderBy('changed_at', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => row.password_hash);
}

export async function keepFormerPassword(
  db: Writer,
  personId: string,
  given: { hash: string; at: Date; keep: number },
): Promise<void> {
  await db
    .insertInto('former_passwords')
    .values({ person_id: personId, changed_at: given.at, password_hash: given.hash })
    .onConflict((conflict) => conflict.columns(['person_id', 'changed_at']).doUpdateSet({ password_hash: given.hash }))
    .execute();
  await db
    .deleteFrom('former_passwords')
    .where('person_id', '=', personId)
    .where('changed_at', 'not in', (nested) =>
      nested
        .selectFrom('former_passwords')
        .select('changed_at')
        .where('person_id', '=', personId)
        .orderBy('changed_at', 'desc')
        .limit(given.keep),
    )
    .execute();
}

/** What nobody can use any more; a day or a month later, so that a late click still finds why. */
export async function sweepLinks(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('registrations').where('expires_at', '<', later(now, -DAY)).execute();
  await db
    .deleteFrom('credential_links')
    .where('expires_at', '<', later(now, -30 * DAY))
    .execute();
}
