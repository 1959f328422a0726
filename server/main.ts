/** The program: `main.ts <command>`, or the desk itself when nothing is said. What there is: `commands/commands.ts`. */

import { COMMANDS } from './commands/commands.ts';
import { runLine } from './commands/line.ts';
import { OperatorError } from './shared/operator-error.ts';

// Nobody takes what we say (a full disk, a terminal that was closed): no reason to fall.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

const typed = process.argv.slice(2);
try {
  const output = { say: (line: string) => console.log(line), complain: (line: string) => console.error(line) };
  const code = await runLine(typed.length === 0 ? ['serve'] : typed, COMMANDS, output);
  if (code !== null) process.exitCode = code;
} catch (error) {
  // What the operator can mend is a sentence; anything else shows where it broke.
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}
