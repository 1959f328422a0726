import { describe, expect, it } from 'vitest';
import { type OriginEntry, originOf } from './origin.ts';

const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const entry = (day: number, fact: string): OriginEntry => ({ fact, at: at(day), actorId: 'admin' });

describe('how an account came to be', () => {
  it.each([
    ['invitation', [entry(2, 'account.added'), entry(2, 'account.invited')]],
    ['registration', [entry(2, 'account.verified')]],
    ['arrival', [entry(2, 'account.added'), entry(2, 'account.arrived'), entry(4, 'account.invited')]],
    ['directory', [entry(2, 'account.added'), entry(2, 'account.directory-linked')]],
    ['invitation', [entry(2, 'account.added'), entry(2, 'account.invited'), entry(6, 'account.directory-linked')]],
    ['desk', [entry(2, 'account.added')]],
  ])('by %s', (way, entries) => {
    expect(originOf(entries, at(1))).toMatchObject({ way, at: at(2) });
  });

  it('on the day it was made, of one whose history is silent', () => {
    expect(originOf([], at(1))).toEqual({ way: 'desk', at: at(1), actorId: null });
  });
});
