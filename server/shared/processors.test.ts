import { expect, it } from 'vitest';
import { lastOf } from './processors.ts';

it.each([
  ['0-1', 1],
  ['0-3,8', 8],
  ['2,5-7', 7],
  ['0', null],
  ['3-3', null],
  ['', null],
  ['all', null],
])('of %s it is %s', (list, last) => {
  expect(lastOf(list)).toBe(last);
});
