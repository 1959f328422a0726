import { join } from 'node:path';
import { bytesOf, foundIn } from '../../shared/postgres/engine-folders.ts';
import { OURS } from '../../shared/postgres/engines.ts';
import { type Check, finding } from './finding.ts';

const MEGABYTE = 1024 ** 2;

/** The version of PostgreSQL the data folder is of, and what a change of it left beside it. */
export const engineWith =
  (bundled: number): Check =>
  async ({ settings: { dataDir, databaseUrl } }) => {
    const { current, formers } = foundIn(dataDir);
    if (databaseUrl !== null || current === null) return [];
    const versions = { current, bundled };
    if (current > bundled) return [finding('engine', 'fault', { key: 'doctor.engine.newer', values: versions })];
    if (current < bundled) return [finding('engine', 'warning', { key: 'doctor.engine.older', values: versions })];
    if (formers.length === 0) return [finding('engine', 'fine', { key: 'doctor.engine.fine', values: versions })];
    return formers.map((name) => {
      const folder = join(dataDir, name);
      const size = Math.ceil(bytesOf(folder) / MEGABYTE);
      return finding('engine', 'warning', { key: 'doctor.engine.former', values: { folder, size, current } });
    });
  };

export const engine = engineWith(OURS.major);
