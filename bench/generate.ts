/**
 * Fills a fresh, migrated desk with years of requests, for benchmarks. The same seed gives the same requests, people and
 * texts; only what the starting data name anew (agencies, services…) has other ids.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import pg from 'pg';
import { hashPassword } from '#server/accounts/index.ts';
import { type Clock, DAY, later } from '#server/shared/clock.ts';
import { openStore } from '#server/shared/store.ts';
import { at, Chance } from './data/chance.ts';
import { filingTimes } from './data/days.ts';
import { enter, type Ledger, openLedger, someFiles, writeLedger } from './data/ledger.ts';
import { file } from './data/life.ts';
import { type Inhabitant, type Population, populate, writePeople } from './data/people.ts';
import { openSessions, type SignedIn, tokenOf } from './data/sessions.ts';
import { openShelf } from './data/shelf.ts';
import { live } from './data/story.ts';
import { descriptionOf, subjectOf } from './data/texts.ts';
import { found, readWorld, type World } from './data/world.ts';

export { openSessions, type SignedIn };

export type Target = {
  /** Of the database: the owner writes, the program's own roles set the desk up. */
  readonly postgres: { readonly owner: pg.PoolConfig; readonly app: pg.PoolConfig; readonly reader: pg.PoolConfig };
  /** `now` is the present of the desk: the newest request is of the working day before. */
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly requests: number;
  readonly seed: number;
  /** Where the bytes of files go, about so many in all; null leaves their rows without. */
  readonly files?: { readonly folder: string; readonly bytes: number } | null;
  log(line: string): void;
};

export type Generated = {
  readonly requests: number;
  readonly people: number;
  /** Everybody's. */
  readonly password: string;
  /** With some forty requests of their own, and with some three hundred. */
  readonly typical: SignedIn;
  readonly heavy: SignedIn;
  readonly agent: SignedIn;
  readonly lead: SignedIn;
  readonly owner: SignedIn;
  readonly administrator: SignedIn;
};

/** Of every desk that is measured. */
export const SEED = 7;
const PASSWORD = 'cuatro-palabras-sin-relacion-7';
/** The desk was opened so long ago: before its first request. */
const OPENED = 1_150 * DAY;
/** Requests written at once. */
const BATCH = 1_000;
/** Requests made before the connection gets its turn. */
const BREATH = 10;
/** One request in six comes with files. */
const WITH_FILES = 1 / 6;

export async function generate(target: Target): Promise<Generated> {
  const { postgres, clock, seed, requests } = target;
  const now = clock.now();
  const since = later(now, -OPENED);
  const chance = new Chance(seed);
  const store = openStore({ ...postgres, clock: { ...clock, now: () => since }, enqueue: async () => {}, poolSize: 2 });
  const world = await found(store, now.getUTCFullYear())
    .then(() => readWorld(store.read, { now, publicUrl: target.publicUrl }))
    .finally(() => store.close());
  const population = populate(chance, world, { requests, since });
  const client = new pg.Client(postgres.owner);
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    const passwordHash = await hashPassword(PASSWORD);
    const people = await writePeople(client, population, { passwordHash, since, now, world });
    target.log(`${people} people`);
    await writeRequests({ target, chance, world, population, client });
    const begun = clock.elapsed();
    await client.query('vacuum (analyze)');
    target.log(`vacuumed and analysed in ${seconds(clock.elapsed() - begun)} s`);
    const cast = castOf(population, seed);
    await openSessions(postgres.owner, Object.values(cast), clock.now());
    return { requests, people, password: PASSWORD, ...cast };
  } finally {
    await client.end();
  }
}

const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);

function castOf(population: Population, seed: number) {
  const { requesters, teams, firstContact, owner, administrator } = population;
  const busiest = [...teams.values()]
    .filter((team) => team !== firstContact)
    .toSorted((a, b) => b.agents.length - a.agents.length)[0];
  const as = (person: Inhabitant): SignedIn => ({
    id: person.id,
    email: person.email,
    token: tokenOf(seed, person.id),
  });
  const team = busiest ?? firstContact;
  return {
    heavy: as(at(requesters, 0)),
    typical: as(at(requesters, 1)),
    agent: as(at(team.agents, 0)),
    lead: as(team.lead),
    owner: as(owner),
    administrator: as(administrator),
  };
}

type Making = {
  readonly target: Target;
  readonly chance: Chance;
  readonly world: World;
  readonly population: Population;
  readonly client: pg.Client;
};

/** One batch is written while the next is made: the memory in use is that of two. */
async function writeRequests(making: Making): Promise<void> {
  const { target, client } = making;
  const { clock, requests } = target;
  const begun = clock.elapsed();
  const folios = new Map<number, number>();
  const make = maker(making, folios);
  let ledger = openLedger();
  let writing = Promise.resolve();
  for (let index = 0; index < requests; index += 1) {
    make(ledger, index);
    if (index % BREATH === 0) await breathe();
    if ((index + 1) % BATCH !== 0 && index + 1 < requests) continue;
    await writing;
    writing = writeLedger(client, ledger);
    ledger = openLedger();
    if ((index + 1) % (10 * BATCH) === 0) target.log(progress(index + 1, clock.elapsed() - begun));
  }
  await writing;
  for (const [year, last] of folios)
    await client.query('insert into folio_series (series, year, last_sequence) values ($1, $2, $3)', [
      'SS',
      year,
      last,
    ]);
  target.log(progress(requests, clock.elapsed() - begun));
}

const progress = (count: number, milliseconds: number): string =>
  `${count} requests in ${seconds(milliseconds)} s, ${Math.round((count * 1_000) / milliseconds)} a second, ` +
  `${Math.round(process.memoryUsage().rss / 1_048_576)} MB`;

function maker({ target, chance, world, population }: Making, folios: Map<number, number>) {
  const { requests } = target;
  const office = world.calendarOf(world.offer(chance).level);
  const timeAt = filingTimes(office, world.now);
  const shelf = target.files ? openShelf(target.files.folder, { requests, bytes: target.files.bytes }) : null;
  const next = (year: number): number => {
    const sequence = (folios.get(year) ?? 0) + 1;
    folios.set(year, sequence);
    return sequence;
  };
  return (ledger: Ledger, index: number): void => {
    const filedAt = timeAt((index + chance.unit()) / requests);
    const offer = world.offer(chance);
    const age = 1 - (index + 0.5) / requests;
    const life = file(chance, world, {
      at: filedAt,
      requester: population.requesterOf(chance, index, requests),
      offer,
      subject: subjectOf(chance, offer.service?.code ?? null),
      description: descriptionOf(chance),
      files: chance.is(WITH_FILES) ? someFiles(chance, filedAt, shelf) : [],
      next,
    });
    live(life, { chance, world, population, age });
    enter(chance, world, { ledger, life, age });
  };
}
