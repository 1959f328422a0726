/**
 * `npm run fault -- R1 [--cycles 20] [--writers 16] [--count N] [--seconds N]`: a recipe of reliability, with its figures.
 * R10 and R23 take `--requests N --files-mb M` too, or `--desk FOLDER`: made there if it is not there, and kept.
 * R11 takes `--from COMMIT`, the version before.
 */
import { parseArgs } from 'node:util';
import { hostileFiles } from './hostile-files.ts';
import { r1 } from './r1.ts';
import { r2 } from './r2.ts';
import { r3 } from './r3.ts';
import { r4 } from './r4.ts';
import { r6 } from './r6.ts';
import { r7 } from './r7.ts';
import { r10 } from './r10.ts';
import { r11 } from './r11.ts';
import { r12 } from './r12.ts';
import { r13 } from './r13.ts';
import { r15 } from './r15.ts';
import { r16 } from './r16.ts';
import { r18 } from './r18.ts';
import { r19 } from './r19.ts';
import { r20 } from './r20.ts';
import { r23 } from './r23.ts';
import { isClean, type Options, type Report } from './report.ts';

const RECIPES: Readonly<Record<string, (options: Options) => Promise<Report>>> = {
  files: hostileFiles,
  R1: r1,
  R2: r2,
  R3: r3,
  R4: r4,
  R6: r6,
  R7: r7,
  R10: r10,
  R11: r11,
  R12: r12,
  R13: r13,
  R15: r15,
  R16: r16,
  R18: r18,
  R19: r19,
  R20: r20,
  R23: r23,
};

const word = { type: 'string' as const };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ cycles: word, writers: word, count: word, seconds: word },
    ...{ requests: word, 'files-mb': word, desk: word, from: word },
  },
});
const recipe = RECIPES[positionals[0] ?? ''];
if (!recipe) {
  console.error(
    `usage: npm run fault -- <${Object.keys(RECIPES).join(' | ')}> [--cycles] [--writers] [--count] [--seconds] [--requests] [--files-mb] [--desk] [--from]`,
  );
  process.exit(2);
}
const given = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const report = await recipe({
  cycles: given(values.cycles),
  writers: given(values.writers),
  count: given(values.count),
  seconds: given(values.seconds),
  requests: given(values.requests),
  filesMb: given(values['files-mb']),
  desk: values.desk,
  from: values.from,
  say: console.log,
});
console.log(JSON.stringify(report.figures, null, 2));
for (const { bar, held } of report.bars) console.log(`${held ? 'held  ' : 'MISSED'} ${bar}`);
process.exit(isClean(report) ? 0 : 1);
