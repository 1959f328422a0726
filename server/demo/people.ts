/** The invented government and its people, each brought in as an administrator would: invited, activated, signed in. */
import type * as v from 'valibot';
import { giveActivationLink, invitePerson, setPassword, signIn, signOut } from '#contract/accounts.ts';
import { completeSetUp } from '#contract/institution.ts';
import { saveLetterhead } from '#contract/letterhead.ts';
import { allTeams, identify } from '../accounts/index.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { localDay } from '../calendars/index.ts';
import { ensureSetUpLink } from '../institution/index.ts';
import { later, MINUTE } from '../shared/clock.ts';
import { newSecret } from '../shared/ids.ts';
import { anonymous, type PersonActor } from '../shared/policy.ts';
import type { DemoPerson, Government } from './data.ts';
import type { ReplayHouse } from './replay-house.ts';

export type Inhabitant = { readonly person: DemoPerson; readonly actor: PersonActor; readonly password: string };
/** By key. */
export type Inhabitants = ReadonlyMap<string, Inhabitant>;

type Founding = {
  readonly government: v.InferOutput<typeof Government>;
  readonly people: readonly DemoPerson[];
  readonly at: Date;
  /** Of the product, shown at the foot of every page. */
  readonly year: number;
};

/** 120 random bits: long enough for a record that lives in a throwaway folder, short enough to type. */
const newPassword = (): string => newSecret().slice(0, 20);

const tokenIn = (url: string | null): string => {
  const token = url?.split('#')[1];
  if (token === undefined) throw new Error('the link carries no token: is this database empty?');
  return token;
};

const found = <Value>(map: ReadonlyMap<string, Value>, key: string): Value => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demonstration names something that does not exist: ${key}`);
  return value;
};

/** Sets the government up at `at` and brings its people in, one a minute, the administrator first. */
export async function settle(replay: ReplayHouse, founding: Founding): Promise<Inhabitants> {
  const { people, at } = founding;
  const first = people.find((person) => person.roles.includes('operator_admin'));
  if (first === undefined) throw new Error('the demonstration has no administrator');
  replay.moveTo(at);
  const administrator = await setUp(replay, founding, first);
  const today = localDay(founding.government.institution.timeZone, at);
  const invite = inviter(replay, administrator.actor, await namesOf(replay, today));
  const inhabitants = new Map([[first.key, administrator]]);
  for (const [index, person] of people.filter((one) => one !== first).entries()) {
    replay.moveTo(later(at, (index + 1) * MINUTE));
    inhabitants.set(person.key, await invite(person));
  }
  return inhabitants;
}

async function setUp(replay: ReplayHouse, founding: Founding, first: DemoPerson): Promise<Inhabitant> {
  const { institution } = founding.government;
  const password = newPassword();
  const { givenNames, firstSurname, secondSurname, email } = first;
  await replay.call(completeSetUp, anonymous, {
    body: {
      token: tokenIn(await ensureSetUpLink(replay.house)),
      institution: { ...institution, productYear: founding.year },
      mail: { smtpUrl: '', mailFrom: '' },
      administrator: { givenNames, firstSurname, secondSurname, email, password },
      withStartingCatalogue: true,
    },
  });
  const actor = await actorOf(replay, email, password);
  await replay.call(saveLetterhead, actor, {
    body: { legends: legendsFrom(founding.year), legalText: '', version: 1 },
  });
  return { person: first, password, actor };
}

/** It tells of some months before today. */
const legendsFrom = (year: number) =>
  [0, 1].map((more) => ({ year: year + more, text: `«${year + more}, Año de la Demostración»` }));

type Names = {
  readonly agencies: ReadonlyMap<string, string>;
  readonly positions: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
};

/** Key → id of what people are placed in. */
async function namesOf({ house }: ReplayHouse, today: string): Promise<Names> {
  const db = house.store.read;
  const byKey = (rows: readonly { key: string; id: string }[]) => new Map(rows.map((row) => [row.key, row.id]));
  return {
    agencies: byKey(await agenciesInForce(db, today)),
    positions: byKey(await allPositions(db)),
    teams: byKey(await allTeams(db)),
  };
}

const inviter =
  (replay: ReplayHouse, administrator: PersonActor, names: Names) =>
  async (person: DemoPerson): Promise<Inhabitant> => {
    const { key: _key, place: _place, agency, position, teams, ...fields } = person;
    const password = newPassword();
    const invited = await replay.call(invitePerson, administrator, {
      body: {
        ...fields,
        agencyId: found(names.agencies, agency),
        positionId: found(names.positions, position),
        teamIds: teams.map((team) => found(names.teams, team)),
      },
    });
    const link = await replay.call(giveActivationLink, administrator, { params: { id: invited.reply.id } });
    await replay.call(setPassword, anonymous, { body: { token: tokenIn(link.reply.url), password } });
    return { person, password, actor: await actorOf(replay, person.email, password) };
  };

/** Whoever acts in the desk signed in once: so they are known to it as they would be. */
async function actorOf(replay: ReplayHouse, email: string, password: string): Promise<PersonActor> {
  const { session } = await replay.call(signIn, anonymous, { body: { email, password } });
  const identified = session === null ? null : await identify(replay.house, session);
  if (session === null || identified === null) throw new Error(`${email} could not sign in`);
  await replay.call(signOut, identified.actor, { session });
  return identified.actor;
}
