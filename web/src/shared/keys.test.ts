import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { chordOf, isSingle } from './keys.ts';

const pressed = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('a key pressed', () => {
  it.each([
    ['a', {}, 'a'],
    ['A', { shiftKey: true }, 'shift+a'],
    ['k', { ctrlKey: true }, 'mod+k'],
    ['k', { metaKey: true }, 'mod+k'],
    // On a Spanish keyboard both of these need Shift.
    ['?', { shiftKey: true }, '?'],
    ['/', { shiftKey: true }, '/'],
    ['ArrowDown', {}, 'arrowdown'],
    ['Shift', { shiftKey: true }, null],
    ['Dead', {}, null],
    ['a', { altKey: true }, null],
  ] as const)('%s %o is %s', (key, held, chord) => {
    expect(pressed(key, held)).toBe(chord);
  });

  it('is one alone unless Ctrl is held or it moves about', () => {
    expect(['a', 'shift+a', '?', 'g m'].map(isSingle)).toEqual([true, true, true, true]);
    expect(['mod+k', 'arrowdown', 'escape', 'mod+enter'].map(isSingle)).toEqual([false, false, false, false]);
  });
});

describe('the list of commands', () => {
  const chords = Object.values(COMMANDS).flatMap(({ keys }) => keys);

  it('gives each key to one command', () => {
    expect(new Set(chords).size).toBe(chords.length);
  });

  it('begins no sequence with a key that is a command by itself', () => {
    const first = chords.filter((chord) => chord.includes(' ')).map((chord) => chord.split(' ')[0] ?? '');
    expect(first.filter((key) => chords.includes(key))).toEqual([]);
  });
});
