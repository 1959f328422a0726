/** The command line: `serve` runs the desk, `demo` runs a throwaway one with a demonstration government. */

import { runDemo } from './commands/demo.ts';
import { serve } from './commands/serve.ts';
import { say } from './commands/terminal.ts';
import { OperatorError } from './shared/operator-error.ts';
import { readSettings } from './shared/settings.ts';

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = { serve, demo: runDemo };

// Nobody takes what we say (a full disk, a terminal that was closed): no reason to fall.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

try {
  const command = COMMANDS[process.argv[2] ?? 'serve'];
  if (command) await command();
  else {
    say(readSettings().terminalLocale, 'terminal.usage');
    process.exitCode = 2;
  }
} catch (error) {
  // What the operator can mend is a sentence; anything else shows where it broke.
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}
