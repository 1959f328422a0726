/** Movements in letters: to the person, to who coordinates the agency they left and the one they came to, to who takes their requests. */
import * as v from 'valibot';
import { type PersonCard, peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { MOVEMENT_PASSED, type Movement, movementById, PERSON_MOVED } from '../movements/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import type { Written } from './dispatch.ts';
import { MovementContent, type MovementKind } from './kinds.ts';
import { MOVEMENT_LETTERS, movementSubject } from './letters/movement.ts';
import { readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';

export const MOVEMENT_FACTS: readonly string[] = [PERSON_MOVED, MOVEMENT_PASSED];

export async function tellOfMovement(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const movement = await movementById(db, String(happened.data.movementId));
  if (movement === undefined) return;
  const told = await toldOf(house, happened, movement);
  const people = await peopleByIds(db, [...told.keys()]);
  const content: MovementContent = { movementId: movement.id };
  const letters = [...told].flatMap(([personId, kind]) => {
    const person = people.get(personId);
    if (!person || !mayBeWrittenTo(kind, person.state)) return [];
    const { locale, fullName: name, email: address } = person;
    const subject = movementSubject(locale, kind);
    return [
      toLetter(house, happened, { kind, personId, to: { name, address }, requestId: null, locale, subject, content }),
    ];
  });
  await keep(house, { letters, notices: [] });
}

/** Each once, never who recorded it. */
async function toldOf(house: House, { fact, actorId }: Happened, movement: Movement) {
  const { personId, fromAgencyId, toAgencyId, takenBy } = movement;
  if (fact === MOVEMENT_PASSED)
    return new Map<string, MovementKind>(takenBy === null ? [] : [[takenBy, 'movement-taken']]);
  const coordinators = (agencyId: string) => peopleWithRole(house.store.read, 'agency_coordinator', agencyId);
  const told = new Map<string, MovementKind>([[personId, 'movement-own']]);
  const add = (kind: MovementKind, ids: readonly string[]) => {
    for (const id of ids) if (id !== actorId && !told.has(id)) told.set(id, kind);
  };
  if (fromAgencyId === toAgencyId) add('movement-position', await coordinators(toAgencyId));
  else {
    add('movement-left', await coordinators(fromAgencyId));
    add('movement-joined', await coordinators(toAgencyId));
  }
  return told;
}

type Leaving = {
  readonly kind: MovementKind;
  readonly reader: Pick<PersonCard, 'id' | 'roles' | 'agencyId'>;
  readonly movement: Pick<Movement, 'personId' | 'fromAgencyId' | 'toAgencyId' | 'takenBy'>;
};

/** Why the letter need not leave any more, or null. Pure. */
export function needlessOfMovement({ kind, reader, movement }: Leaving): string | null {
  if (kind === 'movement-own') return reader.id === movement.personId ? null : 'it is about somebody else';
  if (kind === 'movement-taken') return reader.id === movement.takenBy ? null : 'somebody else took the requests';
  const agencyId = kind === 'movement-left' ? movement.fromAgencyId : movement.toAgencyId;
  const coordinates = reader.roles.includes('agency_coordinator') && reader.agencyId === agencyId;
  return coordinates ? null : 'the person no longer coordinates that agency';
}

/** Written as it leaves, to the address the reader has then. */
export async function writeMovementLetter(house: House, row: LetterRow, kind: MovementKind): Promise<Written> {
  const db = house.store.read;
  const { movementId } = v.parse(MovementContent, row.content);
  const movement = await movementById(db, movementId);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  const about = movement && (await personById(db, movement.personId));
  if (!movement || !reader || !about) return { drop: 'the movement or the person is gone' };
  if (!mayBeWrittenTo(kind, reader.state)) return { drop: `the account is ${reader.state}` };
  const drop = needlessOfMovement({ kind, reader, movement });
  if (drop !== null) return { drop };
  const institution = await readInstitutionRow(db);
  const reading = readingFor({
    locale: reader.locale,
    readerName: reader.givenNames,
    institution,
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const page = MOVEMENT_LETTERS[kind]({ ...reading, kind, movement, personName: about.fullName });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
