import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function palette(selector: string): Record<string, string> {
  const block = css.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

const light = palette(':root');
const themes = { light, dark: { ...light, ...palette('[data-theme="dark"]') } };

/** WCAG 2.2 relative luminance and contrast of two colours. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const PIGMENTS = ['maya', 'cempa', 'grana', 'jade', 'jaca', 'grey'];
const PAIRS: [text: string, ground: string, least: number][] = [
  ['ink', 'paper', 7],
  ['ink', 'paper-high', 7],
  ['ink-2', 'paper-low', 4.5],
  ['ink-3', 'paper', 4.5],
  ['ink-3', 'paper-low', 4.5],
  ['brand', 'paper', 4.5],
  ['brand', 'brand-faint', 4.5],
  ['on-brand', 'brand', 4.5],
  ['on-brand', 'brand-hover', 4.5],
  ['on-deep', 'brand-deep', 7],
  ['on-deep-2', 'brand-deep', 4.5],
  ['line-strong', 'paper-high', 3],
  ['focus', 'paper', 3],
  ['focus', 'paper-sunken', 3],
  ['ink', 'note', 7],
  ['ink-2', 'note', 4.5],
  ...PIGMENTS.flatMap((name): [string, string, number][] => [
    [`${name}-text`, `${name}-ground`, 4.5],
    [`${name}-text`, 'paper-high', 4.5],
    [`${name}-text`, 'paper', 4.5],
  ]),
];

describe.each(Object.entries(themes))('the colours, %s', (_theme, colours) => {
  it.each(PAIRS)('%s is read on %s', (text, ground, least) => {
    expect(contrast(colours[text] ?? '#000000', colours[ground] ?? '#000000')).toBeGreaterThanOrEqual(least);
  });
});

it('gives the dark theme a value of its own for every colour of paper, ink and pigment', () => {
  const missing = Object.keys(light).filter(
    (name) => !name.startsWith('on-deep') && palette('[data-theme="dark"]')[name] === undefined,
  );
  expect(missing).toEqual([]);
});
