/**
 * Who opened what (decision 54). A reading is noted in memory and written with others within a second, so that no answer
 * waits for it; what the same person opens again within some minutes is one reading.
 */
import { type Clock, HOUR, MINUTE } from './clock.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import type { PersonActor } from './policy.ts';
import type { Store } from './store.ts';

export type ReadingRight =
  | 'own'
  | 'participant'
  | 'delegate'
  | 'desk'
  | 'service_owner'
  | 'operator'
  | 'agency'
  | 'auditor';
export type ReadingWhat =
  | 'page'
  | 'clock'
  | 'receipt'
  | 'paper'
  | 'file'
  | 'dossier'
  | 'original'
  | 'urgency'
  | 'own_data'
  | 'log'
  | 'log_export'
  | 'enrolment'
  | 'deactivation';

export type Reading = {
  readonly what: ReadingWhat;
  readonly right: ReadingRight;
  readonly requestId: string | null;
  /** The enrolment or the deactivation. */
  readonly formId?: string | null;
  /** The file, the paper or the redaction. */
  readonly detailId: string | null;
};

export type Readings = {
  note(actor: PersonActor, reading: Reading): void;
  /** Writes what is noted now. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

type Noted = Reading & { readonly id: string; readonly at: Date; readonly by: string; readonly address: string };

const SOON = 1_000;
const MANY = 200;
/** With the database away longer than a desk can remember, the oldest go, and the log says how many. */
const MOST = 20_000;
/** Pages ask again while they are open. What is one's own says less about who knows what. */
const AGAIN = 5 * MINUTE;
const OWN_AGAIN = HOUR;

/** Acts that count one by one. */
const EACH: ReadonlySet<ReadingWhat> = new Set(['dossier', 'original', 'own_data', 'log_export']);

/** Tells what was opened lately, and so is one reading with what is opened now. */
function openLately(clock: Clock) {
  const lately = new Map<string, number>();
  return {
    isAgain(actor: PersonActor, reading: Reading, now: number): boolean {
      const { what, right, requestId, formId, detailId } = reading;
      if (EACH.has(what)) return false;
      const key = [actor.id, what, right, requestId, formId, detailId, actor.address].join(' ');
      const last = lately.get(key);
      if (last !== undefined && now - last < (right === 'own' ? OWN_AGAIN : AGAIN)) return true;
      // Deleted first, so that the oldest stand at the front.
      lately.delete(key);
      lately.set(key, now);
      return false;
    },
    forgetOld(): void {
      const since = clock.now().getTime() - OWN_AGAIN;
      for (const [key, at] of lately) {
        if (at > since && lately.size <= MOST) break;
        lately.delete(key);
      }
    },
  };
}

const keep = (store: Store, batch: readonly Noted[]): Promise<void> =>
  store.aside('reading', async (db) => {
    for (let from = 0; from < batch.length; from += MANY) {
      const some = batch.slice(from, from + MANY);
      await db.insertInto('readings').values(some.map(rowOf)).execute();
      await db.insertInto('reading_places').values(some.map(placeOf)).execute();
    }
  });

export function openReadings(parts: { store: Store; clock: Clock; log: Log }): Readings {
  const { store, clock, log } = parts;
  const lately = openLately(clock);
  let waiting: Noted[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;

  const write = async (): Promise<void> => {
    const batch = waiting;
    if (batch.length === 0) return;
    waiting = [];
    try {
      await keep(store, batch);
    } catch (error) {
      const kept = [...batch, ...waiting];
      waiting = kept.slice(-MOST);
      log.error(
        { err: error, waiting: waiting.length, lost: kept.length - waiting.length },
        'readings wait to be kept',
      );
      soon();
    }
    lately.forgetOld();
  };

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  };

  const soon = (): void => {
    if (!closed) timer ??= setTimeout(() => void flush(), SOON).unref();
  };

  return {
    note: (actor, reading) => {
      const at = clock.now();
      if (lately.isAgain(actor, reading, at.getTime())) return;
      waiting.push({ ...reading, id: newId(), at, by: actor.id, address: actor.address ?? '' });
      if (waiting.length === MANY) void flush();
      else soon();
    },
    flush,
    close: () => {
      closed = true;
      return flush();
    },
  };
}

const rowOf = (noted: Noted) => ({
  ...{ id: noted.id, read_at: noted.at, read_by: noted.by, by_right: noted.right, what: noted.what },
  ...{ request_id: noted.requestId, form_id: noted.formId ?? null, detail_id: noted.detailId },
});

const placeOf = (noted: Noted) => ({
  ...{ reading_id: noted.id, person_id: noted.by, at: noted.at, address: noted.address },
});
