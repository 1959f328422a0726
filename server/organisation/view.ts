/** Rows → shapes of the contract. */
import type { ReplyOf } from '#contract/operation.ts';
import type {
  AgencyNode,
  AgencyPage,
  readOrganisation as organisationOperation,
  SuccessionView,
} from '#contract/organisation.ts';
import { type Office, officesOf, peopleByAgency, peopleByIds } from '#server/accounts/index.ts';
import {
  formerNames,
  plannedSuccessions,
  type StandingAgency,
  type Succession,
  successionsOf,
  wholeTree,
} from '#server/agencies/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import { entriesOf } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { leftIn } from './left-in.ts';
import { everyNaming, type Naming, namingOf } from './named.ts';
import { type AgencyFacts, type AgencyRight, agencyPolicy, hasRoom } from './policy.ts';
import { standingOn } from './rules.ts';

type Around = {
  readonly today: string;
  readonly people: ReadonlyMap<string, number>;
  readonly offices: readonly Office[];
  readonly tree: readonly StandingAgency[];
  readonly naming: readonly Naming[];
};

const holders = (offices: readonly Office[], role: Office['role']) =>
  offices
    .filter((office) => office.role === role)
    .map(({ personId, name, since, until }) => ({ personId, name, since: since?.toISOString() ?? null, until }));

function nodeOf(agency: StandingAgency, { today, people, offices, tree, naming }: Around): AgencyNode {
  const standing = standingOn(agency, today);
  const own = offices.filter(({ agencyId }) => agencyId === agency.id);
  return {
    ...agency,
    standing,
    stillNamed: standing === 'ended' ? namingOf(agency, { all: naming, tree, today }).length : 0,
    people: people.get(agency.id) ?? 0,
    heads: holders(own, 'agency_head'),
    coordinators: holders(own, 'agency_coordinator'),
  };
}

/** With the names of who decided. */
async function withNames(db: Reader, successions: readonly Succession[]): Promise<SuccessionView[]> {
  const ids = successions.flatMap(({ decidedBy, calledOffBy }) => [decidedBy, calledOffBy]);
  const people = await peopleByIds(
    db,
    ids.filter((id) => id !== null),
  );
  const name = (id: string | null): string | null => (id === null ? null : (people.get(id)?.fullName ?? null));
  return successions.map(({ calledOffAt, calledOffBy, calledOffNote, ...each }) => ({
    ...each,
    decidedAt: each.decidedAt.toISOString(),
    decidedBy: name(each.decidedBy),
    calledOff:
      calledOffAt === null ? null : { at: calledOffAt.toISOString(), by: name(calledOffBy), note: calledOffNote },
    doneAt: each.doneAt?.toISOString() ?? null,
  }));
}

const may = (right: AgencyRight, actor: Actor, facts: AgencyFacts): boolean =>
  hasRoom(right, facts) && agencyPolicy.may(right, actor, facts);

export async function viewOrganisation(house: House, actor: Actor): Promise<ReplyOf<typeof organisationOperation>> {
  const db = house.store.read;
  const today = todayAt(await readInstitutionRow(db), house.clock.now());
  const [tree, people, offices, planned, naming] = await Promise.all([
    wholeTree(db),
    peopleByAgency(db),
    officesOf(db, null),
    plannedSuccessions(db),
    everyNaming(db),
  ]);
  return {
    today,
    agencies: tree.map((agency) => nodeOf(agency, { today, people, offices, tree, naming })),
    planned: await withNames(db, planned),
    can: { add: may('add', actor, { standing: 'coming', isPlanned: false }) },
  };
}

/** `{ agencyId, onDay, ground }`. */
export const DISSOLVED = 'agency.dissolved';

/** Null of one that ended before its history began. */
async function dissolvedBy(db: Reader, id: string): Promise<AgencyPage['dissolved']> {
  const entry = (await entriesOf(db, `agency:${id}`)).find(({ fact }) => fact === DISSOLVED);
  if (entry === undefined) return null;
  const by = entry.actor_id === null ? undefined : (await peopleByIds(db, [entry.actor_id])).get(entry.actor_id);
  const { ground } = entry.data as { ground?: string };
  return { at: entry.at.toISOString(), by: by?.fullName ?? null, ground: ground ?? '' };
}

/** `not-found` of none. */
export async function viewAgency(house: House, actor: Actor, id: string): Promise<AgencyPage> {
  const db = house.store.read;
  const today = todayAt(await readInstitutionRow(db), house.clock.now());
  const [tree, people, offices, former, successions, naming] = await Promise.all([
    wholeTree(db),
    peopleByAgency(db),
    officesOf(db, id),
    formerNames(db, id),
    successionsOf(db, id),
    everyNaming(db),
  ]);
  const agency = tree.find((each) => each.id === id);
  if (agency === undefined) throw new Fault('not-found');
  const node = nodeOf(agency, { today, people, offices, tree, naming });
  const isPlanned = successions.some(
    (each) => each.agencyId === id && each.calledOffAt === null && each.doneAt === null,
  );
  const facts = { standing: node.standing, isPlanned };
  return {
    agency: node,
    former: former.map(({ until, ...called }) => ({ ...called, until: until.toISOString() })),
    successions: await withNames(db, successions),
    moves: await leftIn(db, id, { tree, today }),
    dissolved: node.standing === 'ended' && node.successorId === null ? await dissolvedBy(db, id) : null,
    named: namingOf(agency, { all: naming, tree, today }),
    can: {
      change: may('change', actor, facts),
      succeed: may('succeed', actor, facts),
      dissolve: may('dissolve', actor, facts),
      callOff: may('callOff', actor, facts),
    },
  };
}
