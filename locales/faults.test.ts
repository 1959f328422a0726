import { readdirSync, readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { FAULT_CODES } from '#contract/faults.ts';
import english from '#locales/en/faults.json' with { type: 'json' };
import englishDesk from '#locales/en/faults-desk.json' with { type: 'json' };
import spanish from '#locales/es-MX/faults.json' with { type: 'json' };
import spanishDesk from '#locales/es-MX/faults-desk.json' with { type: 'json' };

const sources = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8'));

const fieldMessages = [...sources('../contract'), ...sources('../server')].flatMap((text) =>
  [...text.matchAll(/'(field\.[a-z-]+)'/g)].map((match) => String(match[1])),
);

describe.each([
  ['es-MX', { ...spanish, ...spanishDesk }],
  ['en', { ...english, ...englishDesk }],
] as const)('the sentences of refusals in %s', (_language, catalogue) => {
  const texts: Record<string, string> = catalogue;

  it('has one for every fault and none for a fault that is gone', () => {
    const said = Object.keys(texts).filter((key) => key.startsWith('fault.'));
    expect(said.sort()).toEqual(FAULT_CODES.map((code) => `fault.${code}`).sort());
  });

  it('has one for every message of a field that the contract or the server gives', () => {
    expect(fieldMessages.length).toBeGreaterThan(50);
    expect([...new Set(fieldMessages)].filter((key) => !(key in texts))).toEqual([]);
  });

  it.each(Object.entries(texts))('%s is a sentence that compiles, without shouting', (_key, text) => {
    expect(() => compileMessage(text)).not.toThrow();
    expect(text).not.toMatch(/[!¡]|Lo sentimos|Ups/);
    expect(text.length).toBeGreaterThan(8);
  });
});
