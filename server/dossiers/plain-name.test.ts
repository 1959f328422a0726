import { describe, expect, it } from 'vitest';
import { canonical } from '../shared/canonical.ts';
import { plainName } from './plain-name.ts';

describe('the name of a file in a package', () => {
  it.each([
    ['pantalla con ñ: y más.txt', 'pantalla con ñ_ y más.txt'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['..', '_'],
    ['informe final. ', 'informe final_'],
    ['a\u202Etxt.exe', 'a_txt.exe'],
  ])('is one part of a path: %s', (given, expected) => expect(plainName(given)).toBe(expected));

  it('keeps the end of a long one, and cuts no letter in two', () => {
    for (let before = 0; before < 8; before += 1) {
      const name = plainName(`${'x'.repeat(50)}${'😀'.repeat(60)}${'y'.repeat(before)}.pdf`);
      expect(name.endsWith('y.pdf') || before === 0).toBe(true);
      expect(Buffer.byteLength(name, 'utf8')).toBeLessThanOrEqual(200);
      expect(name.isWellFormed()).toBe(true);
      expect(canonical({ name })).toContain('😀');
    }
  });
});
