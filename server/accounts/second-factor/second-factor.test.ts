import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openSecrets } from '../../shared/secrets.ts';
import { newRecoveryCodes } from './recovery.ts';
import { keyFor, seal, unseal } from './sealed.ts';
import { totpCode, totpStep } from './totp.ts';

/** RFC 6238, appendix B: the secret and, of its eight digits, the last six. */
const RFC_SECRET = Buffer.from('12345678901234567890');

describe('a code of an application', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds is what RFC 6238 says', (seconds, code) => {
    const at = new Date(seconds * 1000);
    expect(totpCode(RFC_SECRET, at)).toBe(code);
    expect(totpStep(RFC_SECRET, code, at)).toBe(Math.floor(seconds / 30));
  });

  it('is taken from one step before to one after, and its own step is told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 4e9 }), fc.integer({ min: -4, max: 4 }), (seconds, apart) => {
        const step = Math.floor(seconds / 30);
        const code = totpCode(RFC_SECRET, new Date((step + apart) * 30_000));
        const taken = totpStep(RFC_SECRET, code, new Date(seconds * 1000));
        // Two steps near each other may have the same code, once in a million.
        if (Math.abs(apart) <= 1) expect(taken).not.toBeNull();
        else if (taken !== null) expect(totpCode(RFC_SECRET, new Date(taken * 30_000))).toBe(code);
      }),
    );
  });
});

describe('a secret at rest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-sealed-'));
  const secrets = openSecrets(folder);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('opens with its key and for its person alone, and not when a bit of it changed', () => {
    const [key, other] = [keyFor(secrets, 'totp'), keyFor(secrets, 'challenge')];
    expect(key.equals(keyFor(secrets, 'totp'))).toBe(true);
    const sealed = seal(key, 'rosa', RFC_SECRET);
    expect(sealed.includes(RFC_SECRET)).toBe(false);
    expect(seal(key, 'rosa', RFC_SECRET).equals(sealed)).toBe(false);
    expect(unseal(key, 'rosa', sealed)?.equals(RFC_SECRET)).toBe(true);
    expect(unseal(other, 'rosa', sealed)).toBeNull();
    expect(unseal(key, 'ana', sealed)).toBeNull();
    for (const at of [0, 12, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(key, 'rosa', changed)).toBeNull();
    }
  });
});

it('ten recovery codes begin differently, so that one hash is compared and not ten', async () => {
  const { shown, kept } = await newRecoveryCodes();
  expect(new Set(shown.map((code) => code.slice(0, 2))).size).toBe(10);
  expect(kept.map(({ mark }) => mark)).toEqual(shown.map((code) => code.slice(0, 2)));
});
