/**
 * The demonstration, lived through once in a run and copied for each file of journeys: to live it takes four times as long
 * as everything else about a start. That the command `demo` makes it from nothing is seen in `start.spec.ts`.
 *
 *   node tests/kit/demo-desk.ts make <folder>    fills an empty folder, and ends
 *   node tests/kit/demo-desk.ts show <folder>    the program on a copy of it, until it is stopped
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoSettings, showDemonstration } from '#server/commands/demo.ts';
import { loadDemonstration } from '#server/demo/index.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { systemClock } from '#server/shared/clock.ts';
import { openLog } from '#server/shared/log.ts';
import { openEmbedded } from '#server/shared/postgres/embedded.ts';
import { askNobodyOf } from './second-factor.ts';

const [, , command, dataDir = ''] = process.argv;
const known = join(dataDir, 'demonstration.json');
const settings = demoSettings(dataDir);
const postgres = await openEmbedded({ dataDir, log: openLog(settings), durable: false });
if (command === 'make') {
  try {
    await prepareDatabase(postgres);
    const demo = await loadDemonstration({ settings, postgres, clock: systemClock });
    // Its people sign in over and over within thirty seconds, in which a code is good once.
    await askNobodyOf(postgres);
    const accounts = demo.accounts.map((account) => ({ ...account, totpSecret: null }));
    writeFileSync(known, JSON.stringify({ ...demo, accounts }));
  } finally {
    await postgres.close();
  }
} else {
  const demo = JSON.parse(readFileSync(known, 'utf8'));
  await showDemonstration({ settings, postgres, demo, afterwards: async () => undefined });
}
