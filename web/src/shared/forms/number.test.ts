import { describe, expect, it } from 'vitest';
import { answerOfTyped } from './number.ts';

describe('a number as it is typed', () => {
  it.each([
    ['12', 12],
    [' 12.50 ', 12.5],
    ['1,500', 1500],
    ['12,345,678.9', 12_345_678.9],
    ['-3', -3],
    ['.5', 0.5],
    ['12.', 12],
    ['', undefined],
    ['  ', undefined],
  ])('%j is %j', (typed, number) => {
    expect(answerOfTyped(typed)).toBe(number);
  });

  it.each(['doce', '1,5', '1,50,000', '0x10', '1e400', '12 m', '1.2.3'])('%j stays what was typed', (typed) => {
    expect(answerOfTyped(typed)).toBe(typed);
  });
});
