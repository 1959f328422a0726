/** `npm run -s due -- --batch`: reckonings as lines of JSON on the standard input, answers on the standard output. */
import { createInterface } from 'node:readline';
import es from '#locales/es-MX/terminal.json' with { type: 'json' };
import { answerLine } from '../calendars/batch.ts';

/** Characters written at once: a line is short, a file of them long. */
const ENOUGH = 64 * 1024;

async function answerAll(): Promise<void> {
  let text = '';
  const flush = async (): Promise<void> => {
    const full = text === '' || process.stdout.write(text);
    text = '';
    if (!full) await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    text += `${answerLine(line)}\n`;
    if (text.length > ENOUGH) await flush();
  }
  await flush();
}

// Whoever reads went away.
process.stdout.on('error', () => process.exit(0));

if (process.argv.slice(2).join() === '--batch') await answerAll();
else {
  process.stderr.write(`${es['terminal.due-usage']}\n`);
  process.exitCode = 2;
}
