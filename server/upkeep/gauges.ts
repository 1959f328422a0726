/** The figures of the running desk, part by part: one that cannot be had says so, and the others are told all the same. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { lettersFigures } from '../notifications/index.ts';
import { standingNow } from '../safekeeping/index.ts';
import type { Sample } from '../shared/exposition.ts';
import type { House } from '../shared/house.ts';
import { queueFigures } from '../shared/queue-figures.ts';
import { roomsOf } from '../shared/room.ts';
import { programVersion } from '../shared/settings.ts';

type Part = { readonly name: string; read(house: House): Promise<Sample[]> };

const NANO = 1e9;
const secondsSince = (house: House, since: Date | null): number =>
  since === null ? 0 : Math.max(0, (house.clock.now().getTime() - since.getTime()) / 1_000);

const gauge = (name: string, help: string, value: number, labels: Sample['labels'] = {}): Sample => ({
  ...{ name, help, value, labels },
  kind: 'gauge',
});

const queues: Part = {
  name: 'queues',
  read: async (house) =>
    (await queueFigures(house.store.read, house.clock.now())).flatMap(({ name: queue, waiting, active, oldestDue }) => [
      gauge('mesa_jobs', 'Work in the background.', waiting, { queue, state: 'waiting' }),
      gauge('mesa_jobs', 'Work in the background.', active, { queue, state: 'active' }),
      gauge(
        'mesa_job_oldest_due_seconds',
        'How long the oldest work that is due waits.',
        secondsSince(house, oldestDue),
        {
          queue,
        },
      ),
    ]),
};

const letters: Part = {
  name: 'letters',
  read: async (house) => {
    const { oldestWaiting, ...counts } = await lettersFigures(house.store.read);
    return [
      ...Object.entries(counts).map(([state, count]) => gauge('mesa_letters', 'Letters by state.', count, { state })),
      gauge(
        'mesa_letter_oldest_seconds',
        'How long the letter that waits longest does.',
        secondsSince(house, oldestWaiting),
      ),
    ];
  },
};

const disks: Part = {
  name: 'disks',
  read: async ({ settings }) =>
    (await roomsOf(settings.dataDir)).flatMap(({ of, room }) => [
      gauge('mesa_disk_free_bytes', 'Room left on the disk.', room.freeBytes, { of }),
      gauge('mesa_disk_bytes', 'Size of the disk.', room.allBytes, { of }),
    ]),
};

const pages: Part = {
  name: 'pages',
  read: async ({ live }) => {
    const { streams, cuts } = live.figures();
    return [
      gauge('mesa_live_streams', 'Pages that hear at once of what happens.', streams),
      {
        name: 'mesa_live_cuts_total',
        kind: 'counter',
        help: 'Streams ended because they could not keep up.',
        value: cuts,
      },
    ];
  },
};

const pools: Part = {
  name: 'pools',
  read: async ({ store }) =>
    store
      .pools()
      .flatMap(({ name: pool, open, idle, waiting }) => [
        gauge('mesa_pool_connections', 'Connections to PostgreSQL.', open - idle, { pool, state: 'busy' }),
        gauge('mesa_pool_connections', 'Connections to PostgreSQL.', idle, { pool, state: 'idle' }),
        gauge('mesa_pool_waiting', 'Who waits for a connection.', waiting, { pool }),
      ]),
};

let delay: ReturnType<typeof monitorEventLoopDelay> | null = null;

/** Since it was asked for last: the first asking starts it. */
const program: Part = {
  name: 'program',
  read: async () => {
    delay ??= monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
    const { user, system } = process.cpuUsage();
    const slow = (['50', '99', '100'] as const).map((percentile) =>
      gauge(
        'mesa_event_loop_delay_seconds',
        'How late the program turns to what is due.',
        (delay?.percentile(Number(percentile)) ?? 0) / NANO,
        {
          percentile,
        },
      ),
    );
    delay.reset();
    return [
      ...slow,
      gauge('mesa_resident_bytes', 'Memory of the program.', process.memoryUsage.rss()),
      { name: 'mesa_cpu_seconds_total', kind: 'counter', help: 'Time of the processor.', value: (user + system) / 1e6 },
      gauge('mesa_info', 'The version that runs.', 1, { version: programVersion(), node: process.versions.node }),
    ];
  },
};

/** Nothing of what there is none of: an age that is missing is an alarm, one of zero would be calm. */
const backups: Part = {
  name: 'backups',
  read: async (house) => {
    const { hasKey, overdue, lastGood, lastProven, lastCopiedAt } = await standingNow(house, house.store.read);
    const aged = (name: string, help: string, at: Date | null): Sample[] =>
      at === null ? [] : [gauge(name, help, secondsSince(house, at))];
    const took = (lastGood?.ended_at?.getTime() ?? 0) - (lastGood?.began_at?.getTime() ?? 0);
    return [
      gauge('mesa_backup_key', 'Whether there is a recovery key: without one no backup is made.', hasKey ? 1 : 0),
      gauge('mesa_backup_overdue', 'Whether the last good backup is older than 26 hours.', overdue ? 1 : 0),
      ...aged(
        'mesa_backup_age_seconds',
        'What would be lost now: since the last good backup.',
        lastGood?.seen_at ?? null,
      ),
      ...aged(
        'mesa_backup_proven_age_seconds',
        'Since the last backup that was restored elsewhere.',
        lastProven?.seen_at ?? null,
      ),
      ...aged('mesa_backup_copied_age_seconds', 'Since the last backup of which a copy lies elsewhere.', lastCopiedAt),
      ...(lastGood === null
        ? []
        : [
            gauge('mesa_backup_bytes', 'Size of the last good backup.', lastGood.bytes ?? 0),
            gauge('mesa_backup_duration_seconds', 'How long the last good backup took.', Math.max(0, took / 1_000)),
          ]),
    ];
  },
};

const PARTS: readonly Part[] = [program, pools, pages, disks, queues, letters, backups];

/** Every figure there is; `mesa_figures_missing` names the parts that could not be had. */
export async function gauges(house: House): Promise<Sample[]> {
  const read = await Promise.all(
    PARTS.map((part) =>
      part.read(house).then(
        (samples) => [
          ...samples,
          gauge('mesa_figures_missing', 'Parts that could not be read.', 0, { part: part.name }),
        ],
        () => [gauge('mesa_figures_missing', 'Parts that could not be read.', 1, { part: part.name })],
      ),
    ),
  );
  return read.flat();
}
