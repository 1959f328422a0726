/** The commands of `mesa`, in the order its help lists them. */
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { runDemo } from './demo.ts';
import { doctor } from './doctor.ts';
import { bringIn } from './import.ts';
import { migrate } from './migrate.ts';
import { proveCommand } from './prove.ts';
import { restore } from './restore.ts';
import { seal } from './seal.ts';
import { serve } from './serve.ts';
import { support } from './support.ts';
import { user } from './user.ts';
import { verify } from './verify.ts';
import { verifyArchive } from './verify-archive.ts';
import { work } from './work.ts';

export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    says: 'terminal.cli.serve',
    words: [],
    flags: { 'no-work': { type: 'boolean', says: 'terminal.cli.no-work' } },
    stay: ({ flags }) => serve({ works: flags['no-work'] !== true }),
  },
  work,
  { name: 'demo', says: 'terminal.cli.demo', words: [], flags: {}, stay: runDemo },
  migrate,
  doctor,
  support,
  verify,
  backup,
  verifyArchive,
  proveCommand,
  restore,
  seal,
  user,
  bringIn,
];
