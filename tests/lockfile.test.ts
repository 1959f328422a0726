import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

type Entry = { optionalDependencies?: Record<string, string>; resolved?: string };

const lock: { packages: Record<string, Entry> } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../package-lock.json'), 'utf8'),
);
const entries = Object.entries(lock.packages);

/** Where Node would look for a package from inside another one, nearest first. */
function placesFor(name: string, from: string): string[] {
  const places: string[] = [];
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

test('every optional package of the lock is in the lock, or npm ci refuses what npm install wrote', () => {
  const wanted = entries.flatMap(([from, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ from, name })),
  );
  expect(wanted.length).toBeGreaterThan(20);
  const missing = wanted.filter(({ from, name }) => !placesFor(name, from).some((place) => place in lock.packages));
  expect(missing).toEqual([]);
});

test('the lock names no address, so that each installs from their own registry', () => {
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
});
