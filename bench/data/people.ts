/** Who lives in the generated desk: the requesters of every agency, and those who attend them. */
import type { Insertable } from 'kysely';
import type pg from 'pg';
import type { PersonId } from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import type { Place } from '#contract/requests.ts';
import type { People, TeamMembers } from '#database/tables.ts';
import type { PersonCard } from '#server/accounts/index.ts';
import type { Agency, Position } from '#server/agencies/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { at, byWeight, type Chance } from './chance.ts';
import { Sheet } from './copy.ts';
import names from './names.json' with { type: 'json' };
import type { World } from './world.ts';

export type Inhabitant = Pick<
  PersonCard,
  | 'id'
  | 'fullName'
  | 'givenNames'
  | 'firstSurname'
  | 'email'
  | 'phone'
  | 'extension'
  | 'positionName'
  | 'agencyId'
  | 'locale'
  | 'state'
  | 'roles'
> & { readonly agency: Agency; readonly place: Place };
export type Team = { readonly id: string; readonly agents: readonly Inhabitant[]; readonly lead: Inhabitant };

export type Population = {
  /** The first files very much, the second as much as an ordinary busy office; the others by their weight. */
  readonly requesters: readonly Inhabitant[];
  /** By the team's id. */
  readonly teams: ReadonlyMap<string, Team>;
  /** Those who see every area. */
  readonly firstContact: Team;
  readonly owner: Inhabitant;
  readonly administrator: Inhabitant;
  /** Whoever files the request that stands at that place of the order. */
  requesterOf(chance: Chance, index: number, total: number): Inhabitant;
};

/** Forty in all, by how much comes to each team. */
const AGENTS: Readonly<Record<string, number>> = {
  service_desk: 6,
  field_support: 12,
  networks: 5,
  telephony: 3,
  infrastructure: 3,
  security: 3,
  app_support: 4,
  development: 2,
};

/** Requests of the first two requesters, of a desk that has enough. */
const HEAVY = 300;
const TYPICAL = 40;

type Home = { readonly agency: Agency; readonly position: Position };

/** Makes people one after the other, each with an address and a number of their own. */
class Registry {
  readonly #chance: Chance;
  readonly #since: number;
  readonly #emails = new Set<string>();
  #count = 0;

  constructor(chance: Chance, since: Date) {
    this.#chance = chance;
    this.#since = since.getTime();
  }

  make(home: Home, roles: readonly Role[]): Inhabitant {
    const chance = this.#chance;
    this.#count += 1;
    const givenNames = chance.pick(chance.is(0.55) ? names.women : names.men);
    const firstSurname = chance.pick(names.surnames);
    const secondSurname = chance.is(0.97) ? chance.pick(names.surnames) : '';
    const phone = `+52312${String(1_000_000 + this.#count).slice(-7)}`;
    return {
      id: chance.id(this.#since + this.#count) as PersonId,
      fullName: `${givenNames} ${firstSurname} ${secondSurname}`.trim(),
      givenNames,
      firstSurname,
      email: this.#address(givenNames, firstSurname),
      phone,
      extension: String(1_000 + (this.#count % 9_000)),
      positionName: home.position.name,
      agencyId: home.agency.id,
      locale: chance.is(0.02) ? 'en' : 'es-MX',
      state: 'active',
      roles,
      agency: home.agency,
      place: {
        building: chance.pick(names.buildings),
        floor: chance.pick(names.floors),
        office: chance.pick(names.offices),
        phone: `312 000 ${String(1_000 + (this.#count % 9_000))}`,
      },
    };
  }

  #address(givenNames: string, surname: string): string {
    const plain = `${givenNames.split(' ').at(-1)}.${surname}`
      .normalize('NFD')
      .replace(/[^A-Za-z.]/g, '')
      .toLowerCase();
    const name = this.#emails.has(plain) ? `${plain}${this.#count}` : plain;
    this.#emails.add(name);
    return `${name}@gobierno.example`;
  }
}

export function populate(chance: Chance, world: World, given: { requests: number; since: Date }): Population {
  const registry = new Registry(chance, given.since);
  const agencyAt = byWeight(world.agencies.map((_, rank) => (rank + 1) ** -0.9));
  const home = (): Home => ({
    agency: at(world.agencies, agencyAt(chance.unit())),
    position: chance.pick(world.positions),
  });
  const requesters = Array.from({ length: Math.max(50, Math.round(given.requests / 50)) }, () =>
    registry.make(home(), ['requester']),
  );
  const office: Home = { agency: at(world.agencies, 0), position: at(world.positions, world.positions.length - 1) };
  const teams = world.teams.map((team): [string, Team] => [
    team.id,
    {
      id: team.id,
      agents: Array.from({ length: AGENTS[team.key] ?? 1 }, () => registry.make(office, ['agent'])),
      lead: registry.make(office, ['team_lead']),
    },
  ]);
  const first = world.teams.find((team) => team.areaId === null);
  const byId = new Map(teams);
  const firstContact = first && byId.get(first.id);
  if (firstContact === undefined) throw new Error('the starting data have no first contact');
  return {
    requesters,
    teams: byId,
    firstContact,
    owner: registry.make(office, ['service_owner']),
    administrator: registry.make(office, ['operator_admin']),
    requesterOf: chooser(chance, requesters),
  };
}

/** The share of the first two is spread evenly over the years; the others file by a weight of their own. */
function chooser(chance: Chance, requesters: readonly Inhabitant[]): Population['requesterOf'] {
  const pick = byWeight(requesters.map((_, index) => (index < 2 ? 0 : Math.min(6, chance.logNormal(1, 0.9)))));
  const isTurn = (share: number, index: number, total: number) =>
    Math.floor(((index + 1) * share) / total) > Math.floor((index * share) / total);
  return (by, index, total) => {
    if (isTurn(Math.min(TYPICAL, total / 5), index, total)) return at(requesters, 1);
    if (isTurn(Math.min(HEAVY, total / 4), index, total)) return at(requesters, 0);
    return at(requesters, pick(by.unit()));
  };
}

const everybody = (population: Population): [Inhabitant, string | null][] => [
  ...population.requesters.map((person): [Inhabitant, null] => [person, null]),
  ...[...population.teams.values()].flatMap((team) =>
    [...team.agents, team.lead].map((person): [Inhabitant, string] => [person, team.id]),
  ),
  [population.owner, null],
  [population.administrator, null],
];

type Written = { readonly passwordHash: string; readonly since: Date; readonly now: Date; readonly world: World };

export async function writePeople(client: pg.Client, population: Population, written: Written): Promise<number> {
  const people = new Sheet<Insertable<People>>('people');
  const members = new Sheet<Insertable<TeamMembers>>('team_members');
  const positions = new Map(written.world.positions.map((position) => [position.name, position.id]));
  const all = everybody(population);
  for (const [index, [person, teamId]] of all.entries()) {
    people.add(rowOf(person, { ...written, index, positionId: positions.get(person.positionName) ?? '' }));
    if (teamId !== null) members.add({ team_id: teamId, person_id: person.id });
  }
  await people.write(client);
  await members.write(client);
  return all.length;
}

const rowOf = (person: Inhabitant, given: Written & { index: number; positionId: string }): Insertable<People> => ({
  id: person.id,
  given_names: person.givenNames,
  first_surname: person.firstSurname,
  second_surname: person.fullName.slice(`${person.givenNames} ${person.firstSurname}`.length).trim(),
  email: person.email,
  employee_number: String(100_000 + given.index),
  agency_id: person.agencyId,
  position_id: given.positionId,
  phone: person.phone,
  extension: person.extension,
  state: person.state,
  roles: [...person.roles],
  locale: person.locale,
  last_place: JSON.stringify(person.place),
  password_hash: given.passwordHash,
  password_changed_at: later(given.now, -DAY),
  last_sign_in_at: later(given.now, -DAY),
  created_at: given.since,
});
