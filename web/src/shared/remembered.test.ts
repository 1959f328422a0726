import { describe, expect, it } from 'vitest';
import { framesOf, rememberCall, rememberError, remembered } from './remembered.ts';

describe('what a page remembers', () => {
  it('keeps the last twenty calls, oldest first, and no code that is none', () => {
    for (let n = 0; n < 25; n += 1)
      rememberCall({
        operation: `call${'x'.repeat(n)}`,
        status: 200,
        fault: null,
        requestId: n === 24 ? '0A1B2C3D' : 'SS-2026-000123',
        began: performance.now() - 1_500,
      });
    const { calls } = remembered();
    expect([calls.length, calls[0]?.operation.length, calls.at(-1)?.requestId]).toEqual([20, 9, '0A1B2C3D']);
    expect(calls.slice(0, -1).every((call) => call.requestId === null)).toBe(true);
    expect(calls[0]?.milliseconds).toBeGreaterThanOrEqual(1_500);
  });

  it('keeps of an error its kind and places, never its words, and each once', () => {
    const error = new TypeError('no such person: rosa.canul@gobierno.example');
    error.stack = `TypeError: no such person: rosa.canul@gobierno.example
    at Fn (http://desk.example/assets/index-Bx12_a.js:1:2345)
    at async Rosa (http://desk.example/assets/page.tsx?t=17:20:7)`;
    rememberError(error);
    rememberError(error);
    rememberError('not an error at all: Rosa');
    const { errors } = remembered();
    expect(errors).toEqual([
      { name: 'TypeError', frames: ['index-Bx12_a.js:1:2345', 'page.tsx:20:7'], secondsAgo: expect.any(Number) },
    ]);
    error.name = 'Rosa Canul';
    expect(framesOf('Firefox@http://desk.example/assets/x.js:3:4\n@http://desk.example/a b/y.js:5:6')).toEqual([
      'x.js:3:4',
      'y.js:5:6',
    ]);
  });
});
