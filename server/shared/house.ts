/** What every use case may ask for; built once at start, passed in, never global. */
import type { StandingNotice } from '#contract/institution.ts';
import type { Operation } from '#contract/operation.ts';
import type { Scanner } from './clamd.ts';
import type { Clock } from './clock.ts';
import type { Files } from './files.ts';
import type { Forgets } from './forgetting.ts';
import type { Caller, Route } from './http/answer.ts';
import type { Jobs, Reaction, Schedule } from './jobs.ts';
import type { LiveTopic } from './live/topic.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Mailbox } from './mailbox.ts';
import type { Press } from './paper/press.ts';
import type { Postgres } from './postgres/postgres.ts';
import type { Prove } from './proving.ts';
import type { Readings } from './readings.ts';
import type { Sealing } from './sealing.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Reader, Store, Work } from './store.ts';
import type { Watch } from './watches.ts';
import type { Workshop } from './workshop/workshop.ts';

export type House = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly files: Files;
  readonly workshop: Workshop;
  /** Draws papers of the desk as PDF. */
  readonly press: Press;
  /** The antivirus; null when none is set. */
  readonly scanner: Scanner | null;
  readonly jobs: Jobs;
  readonly live: Live;
  /** Who opened what. */
  readonly readings: Readings;
  readonly secrets: Secrets;
  /** The institution's seal. */
  readonly sealing: Sealing;
  readonly mailbox: Mailbox;
  /** The demonstration desk: its accounts, shown on the sign-in page. Null in a real desk. */
  readonly demo: Demonstration | null;
  /** What the administrator must know on every page; each slice gives its own. */
  readonly standing: readonly ((house: House) => Promise<StandingNotice | null>)[];
  /** Lines of the bell a person has not seen. */
  readonly unreadNotices: (house: House, personId: string) => Promise<number>;
  /** What directories say of who types an address and a password; asked before the desk's own passwords. */
  readonly vouch: Vouch;
  /** What each slice does when a person's data go. */
  readonly forgets: readonly Forgets[];
  /** False: the person is linked to a directory that leaves the desk's own ways in no say. */
  readonly entersByDesk: (db: Reader, personId: string) => Promise<boolean>;
  /** Areas, services, levels, agencies… to begin with; set-up may ask for it. */
  readonly startingData: (work: Work) => Promise<void>;
  /** Operations that may be held, by name; `assemble.ts` binds them. */
  readonly undoable: ReadonlyMap<string, Undoable>;
  /** What a backup reads besides the files: a connection of its own, and the slices' statements of the files that are kept.
   * `prove`: what follows each backup; null: nothing does. */
  readonly whole: {
    readonly postgres: Pick<Postgres, 'app'>;
    readonly keptFiles: readonly string[];
    readonly prove: Prove | null;
  };
  /** False when the program's database login has the owner's rights, so only triggers guard the history. */
  readonly restricted: boolean;
};

export type Vouch = (
  house: House,
  typed: { email: string; password: string; personId: string | null; caller: Caller },
) => Promise<Vouched>;

export type Vouched = {
  /** The directory knows the password, and this is the session; null: it does not, or none answers for the address. */
  readonly session: { token: string; expires: Date } | null;
  /** The directory of the address cannot be asked now. */
  readonly silent: boolean;
  /** False: the person is linked to a directory that leaves the desk's own password no say. */
  readonly ownPassword: boolean;
};

/** An act that may wait: bound to the house, and to one in which nothing of it stays. */
export type Undoable = {
  readonly operation: Operation;
  readonly handle: Route['handle'];
  readonly rehearse: Route['handle'];
};

export type Demonstration = {
  /** `totpSecret`: base32, of the second factor; null for whose role needs none. */
  readonly accounts: readonly {
    role: string;
    name: string;
    email: string;
    password: string;
    totpSecret: string | null;
  }[];
};

/** A slice as `wiring.ts` lists it. */
export type Slice = {
  readonly name: string;
  readonly routes?: (house: House) => readonly Route[];
  readonly reactions?: readonly Reaction[];
  readonly schedules?: readonly Schedule[];
  /** What is looked at every so often, where a schedule's minute is too long. */
  readonly watches?: readonly Watch[];
  /** What its facts say to open pages. */
  readonly live?: readonly LiveTopic[];
  /** What it keeps of people beside their account, forgotten with it. */
  readonly forgets?: Forgets;
  /** A select of (id, bytes, sha256) of the files a backup keeps; bytes and sha256 may be null. */
  readonly keptFiles?: string;
  /** Which of these files a row of the slice names; those that nobody names are swept. */
  readonly namesFiles?: (db: Reader, ids: readonly string[]) => Promise<Set<string>>;
};
