import { expect, it } from 'vitest';
import { keysOfBodies } from './key-of-body.ts';

it('keeps the key of a form sent again, and gives another where anything of it changed: another scan, for one', () => {
  const keyOf = keysOfBodies();
  const form = (attachmentId: string) => ({ ground: 'separation', by: { way: 'scan', attachmentId } });
  const first = keyOf(form('one'));
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(keyOf(form('one'))).toBe(first);
  const second = keyOf(form('two'));
  expect(second).not.toBe(first);
  expect(keyOf(form('two'))).toBe(second);
});
