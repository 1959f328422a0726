import { expect, it } from 'vitest';
import { demoCode } from './demo-code.ts';

/** RFC 6238, appendix B, the last six of its eight digits; the secret is `12345678901234567890`. */
it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [20_000_000_000, '353130'],
])('the code of the demonstration at %i seconds is what RFC 6238 says', async (seconds, code) => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect(await demoCode(secret, seconds * 1000)).toBe(code);
  expect(await demoCode(secret, (seconds - 30) * 1000, 1)).toBe(code);
});
