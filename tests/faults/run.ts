/** `npm run fault -- R1 [--cycles 10] [--writers 8]`: a recipe of reliability, with its figures. */
import { parseArgs } from 'node:util';
import { isClean, runR1 } from './r1.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { cycles: { type: 'string', default: '10' }, writers: { type: 'string', default: '8' } },
});

if (positionals[0] !== 'R1') {
  console.error('usage: npm run fault -- R1 [--cycles 10] [--writers 8]');
  process.exit(2);
}
const report = await runR1({ cycles: Number(values.cycles), writers: Number(values.writers), say: console.log });
console.log(JSON.stringify(report, null, 2));
console.log(isClean(report) ? 'clean' : 'NOT CLEAN');
process.exit(isClean(report) ? 0 : 1);
