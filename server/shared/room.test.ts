import { expect, it } from 'vitest';
import { isLow } from './room.ts';

const GIGABYTE = 1024 ** 3;

it.each([
  ['a large disk with two gigabytes left', 2, 200, false],
  ['a large disk with less than one left', 0.9, 200, true],
  ['a small disk with a fifth left', 0.8, 4, false],
  ['a small disk with a twentieth left', 0.2, 4, true],
  ['a disk with nothing left', 0, 4, true],
])('%s', (_what, free, all, low) => {
  expect(isLow({ freeBytes: free * GIGABYTE, allBytes: all * GIGABYTE })).toBe(low);
});
