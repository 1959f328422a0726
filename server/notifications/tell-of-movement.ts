/** Movements in letters: to the person, to who coordinates the agency they left and the one they came to, to who takes their requests. */
import * as v from 'valibot';
import { type PersonCard, peopleWithRole, personById } from '../accounts/index.ts';
import { MOVEMENT_LAPSED, MOVEMENT_PASSED, type Movement, movementById, PERSON_MOVED } from '../movements/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import { affairLine, tellOfAffair, writeAffair } from './affairs.ts';
import type { Written } from './dispatch.ts';
import { MovementContent, type MovementKind } from './kinds.ts';
import { MOVEMENT_LETTERS, movementSubject } from './letters/movement.ts';
import type { LetterRow } from './rows.ts';
import { keep, shortName } from './tell.ts';

export const MOVEMENT_FACTS: readonly string[] = [PERSON_MOVED, MOVEMENT_PASSED, MOVEMENT_LAPSED];

/** In the bell alone: whoever said it, and those who administer, find on the person's page how things stand. */
async function tellOfLapsed(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const about = await personById(db, String(happened.data.personId));
  if (!about) return;
  const readers = new Set([String(happened.data.plannedBy), ...(await peopleWithRole(db, 'operator_admin', null))]);
  const notices = [...readers].map((personId) =>
    affairLine(happened, {
      ...{ kind: 'movement', personId, subject: '', by: shortName(about) },
      more: { what: 'lapsed', id: about.id },
    }),
  );
  await keep(house, { letters: [], notices });
}

export async function tellOfMovement(house: House, happened: Happened): Promise<void> {
  if (happened.fact === MOVEMENT_LAPSED) return tellOfLapsed(house, happened);
  const db = house.store.read;
  const movement = await movementById(db, String(happened.data.movementId));
  const about = movement && (await personById(db, movement.personId));
  if (!movement || !about) return;
  const content: MovementContent = { movementId: movement.id };
  const { agency, position } = movement.toNames;
  await tellOfAffair(house, happened, {
    ...{ told: await toldOf(house, happened, movement), content },
    subject: (kind, { locale }) => movementSubject(locale, kind),
    line: (kind, { id: personId, locale }) =>
      affairLine(happened, {
        ...{ kind: 'movement', personId, by: shortName(about) },
        subject: [position, agency].map(({ es, en }) => (locale === 'en' ? en || es : es)).join(' · '),
        more: { what: kind.slice('movement-'.length), count: String(movement.requestsPassed) },
      }),
  });
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

export const writeMovementLetter = (house: House, row: LetterRow, kind: MovementKind): Promise<Written> =>
  writeAffair(house, row, kind, async (reader) => {
    const db = house.store.read;
    const { movementId } = v.parse(MovementContent, row.content);
    const movement = await movementById(db, movementId);
    const about = movement && (await personById(db, movement.personId));
    if (!movement || !about) return 'the movement or the person is gone';
    const drop = needlessOfMovement({ kind, reader, movement });
    return drop ?? ((reading) => MOVEMENT_LETTERS[kind]({ ...reading, kind, movement, personName: about.fullName }));
  });
