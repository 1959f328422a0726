/** People as part of somebody else's statement: a list that shows names asks for them in one go. */
import { type RawBuilder, sql } from 'kysely';
import type { PhotoId } from '#contract/accounts.ts';
import { initialsOf } from './rules.ts';

type Reference = RawBuilder<unknown>;

/** The full name of the person whom `id`, a column of the statement, refers to; null where it is null. */
export const nameOf = (id: Reference): RawBuilder<string | null> =>
  sql<string | null>`(select full_name from people where people.id = ${id})`;

/** As `nameOf`: the first names alone. */
export const givenNamesOf = (id: Reference): RawBuilder<string | null> =>
  sql<string | null>`(select given_names from people where people.id = ${id})`;

export type FaceRow = {
  readonly name: string;
  readonly given: string;
  readonly surname: string;
  readonly photo: string | null;
};

/** As `nameOf`: what `toFace` needs. */
export const faceOf = (id: Reference): RawBuilder<FaceRow | null> =>
  sql<FaceRow | null>`(select jsonb_build_object('name', full_name, 'given', given_names, 'surname', first_surname,
    'photo', photo_id) from people where people.id = ${id})`;

/** A person as a thread shows them. */
export type Face = { readonly name: string; readonly initials: string; readonly photoId: PhotoId | null };

export const toFace = (row: FaceRow): Face => ({
  name: row.name,
  initials: initialsOf({ givenNames: row.given, firstSurname: row.surname }),
  photoId: row.photo as PhotoId | null,
});

export type ContactRow = FaceRow & {
  readonly agency: string;
  readonly position: string;
  readonly phone: string;
  readonly extension: string;
  readonly email: string;
};

/** As `nameOf`: where they work and how to reach them; `agency` and `position` are ids. */
export const contactOf = (id: Reference): RawBuilder<ContactRow> =>
  sql<ContactRow>`(select jsonb_build_object('name', full_name, 'given', given_names, 'surname', first_surname,
    'photo', photo_id, 'agency', agency_id, 'position', position_id, 'phone', phone, 'extension', extension, 'email', email)
    from people where people.id = ${id})`;

/** As `nameOf`: may they come in, but have no password of the desk to do it with? */
export const isPasswordless = (id: Reference): RawBuilder<boolean> =>
  sql<boolean>`exists (select from people where people.id = ${id} and state = 'active' and password_hash is null)`;
