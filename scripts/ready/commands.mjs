import path from 'node:path';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { alone } from './lock.mjs';
import { NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { OperatorError } from './say.mjs';
import { runTests } from './tests.mjs';

/** What each command needs installed ("run" or "full"), whether it shows screens, and what it does then. */
const COMMANDS = {
  start: { mode: 'run', act: (args) => run(NODE, [path.join(ROOT, 'server/main.ts'), 'serve', ...args]) },
  // For a server whose program runs as a user who may write nothing here.
  ready: { mode: 'run', act: async () => 0 },
  demo: { mode: 'run', act: (args) => run(NODE, [path.join(ROOT, 'server/main.ts'), 'demo', ...args]) },
  test: { mode: 'full', act: (args) => runTests(['unit', 'journeys'], args) },
  'test:full': { mode: 'full', act: (args) => runTests(['unit', 'journeys', 'full'], args) },
  bench: { mode: 'run', act: (args) => run(NODE, [path.join(ROOT, 'bench/run.ts'), ...args]) },
  due: {
    mode: 'run',
    speaksData: () => true,
    act: (args) => run(NODE, [path.join(ROOT, 'server/commands/due.ts'), ...args]),
  },
  // Its words may be for another program; only the desk itself needs its screens built.
  mesa: {
    mode: 'run',
    speaksData: (args) => args[0] !== 'serve' && args[0] !== 'demo',
    act: (args) => run(NODE, [path.join(ROOT, 'server/main.ts'), ...(args.length === 0 ? ['help'] : args)]),
  },
  fault: { mode: 'full', act: (args) => run(NODE, [path.join(ROOT, 'tests/faults/run.ts'), ...args]) },
};

/** Makes ready and runs; answers with the exit code. */
export async function main([name, ...args]) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : null;
  if (command === null) {
    console.error(`Comandos / commands: ${Object.keys(COMMANDS).join(', ')}`);
    return 2;
  }
  try {
    await makeReady(command.mode, command.speaksData?.(args) ?? false);
    return await command.act(args);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function makeReady(mode, speaksData) {
  // What it writes is for another program: our own words go beside it.
  if (speaksData) console.log = console.error;
  // Nothing to do needs no lock, so a copy that is ready can be run by someone who may not write to it.
  if (isInstalled(mode) && (speaksData || isBuilt())) return;
  await alone(async () => {
    await install(mode);
    if (!speaksData) await build();
  });
}
