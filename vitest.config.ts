import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/sequencer.ts';

/** Two cores are what the smallest machine we promise has. */
const WORKERS = 2;

/** A test of the API waits for PostgreSQL about a quarter of its time: meanwhile others go on. */
const UNITS_AT_ONCE = 4;

/** A journey waits now and then, for a letter or for what ends by the clock: meanwhile others go on. */
const JOURNEYS_AT_ONCE = 4;

export default defineConfig({
  test: {
    reporters: ['default', './tests/reporter.ts'],
    maxWorkers: WORKERS,
    sequence: { sequencer: LongestFirst },
    // A worker ends with a browser, a program and a PostgreSQL of its own.
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{contract,server,verifier}/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'locales/**/*.test.ts',
            'bench/**/*.test.ts',
            'tests/*.test.ts',
            'tests/{security,kit}/**/*.test.ts',
          ],
          // Loading everything anew for each file costs more than the tests themselves.
          isolate: false,
          pool: 'forks',
          maxWorkers: UNITS_AT_ONCE,
          globalSetup: './tests/kit/global-setup.ts',
          setupFiles: './tests/kit/unit-setup.ts',
          // A desk is set up in two seconds, on a machine with much else to do in fifteen.
          testTimeout: 60_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 0 },
        },
      },
      driving('journeys', 1),
      driving('full', 2),
    ],
  },
});

/** Suites that drive the whole program, with its own PostgreSQL and browser; what measures or waits at length goes alone. */
function driving(name: string, groupOrder: number) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.spec.ts`],
      globalSetup: './tests/kit/journeys-setup.ts',
      setupFiles: './tests/kit/on-failure.ts',
      fileParallelism: name === 'journeys',
      ...(name === 'journeys' ? { maxWorkers: JOURNEYS_AT_ONCE } : {}),
      // As above; each file ends what it started.
      isolate: false,
      pool: 'forks' as const,
      testTimeout: 240_000,
      hookTimeout: 240_000,
      // What a page shows after an act comes when it comes; a machine of two cores may be busy with another file.
      expect: { poll: { timeout: 15_000 } },
      sequence: { groupOrder },
    },
  };
}
