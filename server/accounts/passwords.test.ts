import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashAsDesksDo } from '#tests/kit/hashes.ts';
import { hashPassword, isOutdated, matchesPassword } from './passwords.ts';

hashAsDesksDo();

describe('a stored password', () => {
  it('is argon2id at 19 MiB or more, salted, in a form that says its own cost', async () => {
    const [one, two] = await Promise.all([hashPassword('zapato-lluvia'), hashPassword('zapato-lluvia')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
  });

  it('is what argon2id makes of it at that cost', async () => {
    const [salt = '', hash = ''] = (await hashPassword('zapato-lluvia')).split('$').slice(-2);
    const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
    const nonce = Buffer.from(salt, 'base64');
    const made = argon2Sync('argon2id', { message: 'zapato-lluvia', nonce, ...cost });
    expect(Buffer.from(hash, 'base64').equals(made)).toBe(true);
  });

  it('opens with exactly what was typed, nothing like it, and not with itself', async () => {
    const stored = await hashPassword(' Ñandú 9 ');
    expect(await matchesPassword(stored, ' Ñandú 9 ')).toBe(true);
    for (const other of ['Ñandú 9', ' ñandú 9 ', ' Ñandú 9', '', stored])
      expect(await matchesPassword(stored, other)).toBe(false);
  });

  it('that does not exist opens with nothing', async () => {
    expect(await matchesPassword(null, 'zapato-lluvia')).toBe(false);
  });

  it('says when it was hashed at another cost', async () => {
    const stored = await hashPassword('zapato-lluvia');
    expect(isOutdated(stored)).toBe(false);
    expect(isOutdated(stored.replace('m=19456', 'm=9728'))).toBe(true);
    expect(isOutdated(stored.replace('t=2', 't=1'))).toBe(true);
  });

  it('made elsewhere at a lower cost is still compared at its own', async () => {
    const cheap = '$argon2id$v=19$m=64,t=1,p=1$';
    await expect(matchesPassword('sha1:abc', 'x')).rejects.toThrow('not readable');
    expect(await matchesPassword(`${cheap}c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`, 'x')).toBe(false);
  });

  it('keeps the event loop free while many are compared', async () => {
    const stored = await hashPassword('zapato-lluvia');
    const MANY = 12;
    let turns = 0;
    let goesOn = true;
    const turn = (): void => {
      turns += 1;
      if (goesOn) setImmediate(turn);
    };
    turn();
    await Promise.all(Array.from({ length: MANY }, () => matchesPassword(stored, 'x')));
    goesOn = false;
    // Compared on the loop itself, it would turn once between one and the next at most; beside it, thousands of times.
    expect(turns).toBeGreaterThan(10 * MANY);
  });

  it('is refused with "later" when too many wait in line', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 80 }, () => matchesPassword(null, 'x')));
    const refused = tries.filter((each) => each.status === 'rejected');
    expect(refused.length).toBe(18);
    expect(String(refused[0]?.reason)).toContain('server.unavailable');
  });
});
