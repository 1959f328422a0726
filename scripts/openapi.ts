/** Writes docs/openapi.json and docs/errors.md from the contract; `tests/contract.test.ts` fails when they are not fresh. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FAULT_CODES, FAULTS } from '#contract/faults.ts';
import { OPERATIONS } from '#contract/index.ts';
import english from '#locales/en/faults.json' with { type: 'json' };
import englishDesk from '#locales/en/faults-desk.json' with { type: 'json' };
import spanish from '#locales/es-MX/faults.json' with { type: 'json' };
import spanishDesk from '#locales/es-MX/faults-desk.json' with { type: 'json' };
import { describe } from '#server/shared/http/openapi.ts';
import { programVersion } from '#server/shared/settings.ts';

const file = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));

export const openapiText = (): string => `${JSON.stringify(describe(OPERATIONS, programVersion()), null, 2)}\n`;

const sentence = (catalogue: Record<string, string>, code: string): string =>
  (catalogue[`fault.${code}`] ?? '').replaceAll('|', '\\|');

/** The closed list of refusals as a table: code, status, what the person reads in each language. */
export const errorsText = (): string =>
  [
    '# Refusals',
    '',
    'Every refusal is `application/problem+json` with one of these codes. Generated from `contract/faults.ts` and `locales/`',
    'by `scripts/openapi.ts`: do not edit.',
    '',
    '| Code | Status | es-MX | en |',
    '|---|---|---|---|',
    ...FAULT_CODES.map(
      (code) =>
        `| \`${code}\` | ${FAULTS[code]} | ${sentence({ ...spanish, ...spanishDesk }, code)} | ${sentence({ ...english, ...englishDesk }, code)} |`,
    ),
    '',
  ].join('\n');

if (process.argv[1] === import.meta.filename) {
  writeFileSync(file('openapi.json'), openapiText());
  writeFileSync(file('errors.md'), errorsText());
}
