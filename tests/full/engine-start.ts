/**
 * Opens a data folder of an older PostgreSQL as a start does, and is killed at a step of its change.
 *
 *   node tests/full/engine-start.ts <folder> <binaries of 17> <step>
 */
import { carryingOver } from '#server/commands/carry-over.ts';
import { openEmbedded } from '#server/shared/postgres/embedded.ts';
import { OURS } from '#server/shared/postgres/engines.ts';

const [, , dataDir = '', seventeen = '', killAt = ''] = process.argv;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const postgres = await openEmbedded({
  ...{ dataDir, log, engine: { ...OURS, former: () => seventeen } },
  carryOver: carryingOver({ before: async () => undefined }),
  reached: (step) => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
await postgres.close();
