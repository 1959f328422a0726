import { describe, expect, it } from 'vitest';
import { namedInText, shownName } from './file-name.ts';

describe('a file name on screen', () => {
  it('shows the marks that would turn it around', () => {
    expect(shownName('recibo\u202egnp.exe')).toBe('recibo[U+202E]gnp.exe');
    expect(shownName('a\u2066b\u2069\u200bc\u0000.png')).toBe('a[U+2066]b[U+2069][U+200B]c[U+0000].png');
  });
  it('leaves letters of every script and drawings made of several signs alone', () => {
    for (const name of ['Año ñandú.pdf', 'תמונה.png', '写真 1.jpg', 'e\u0301.txt', '👍🏽.png'])
      expect(shownName(name)).toBe(name);
  });
  it('keeps letters that run the other way apart from the sentence around them', () => {
    expect(namedInText('תמונה.png')).toBe('\u2068תמונה.png\u2069');
    expect(namedInText('foto.png')).toBe('foto.png');
  });
});
