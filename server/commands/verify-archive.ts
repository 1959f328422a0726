/** `mesa verify-archive`: opens, hashes and counts all of an archive; needs no desk and touches nothing. */
import { inspectArchive } from '../safekeeping/index.ts';
import { IDENTITY, institutionIn, openArchive } from './archive.ts';
import type { Call, Command, Outcome } from './command.ts';
import { holdAgainst } from './hold-against.ts';
import { cancellable } from './terminal.ts';

export async function lookThrough(call: Call): Promise<Outcome> {
  const { opening, clear } = await openArchive(call);
  const archive = await cancellable((signal) => inspectArchive({ ...opening, signal })).finally(clear);
  const { hasKeys: _, ...values } = archive;
  const at = archive.at.toISOString();
  const said = { ...values, at, institution: institutionIn(call, archive) };
  return { ok: true, lines: [call.t('terminal.cli.archive-whole', said)], data: { archive } };
}

export const verifyArchive: Command = {
  name: 'verify-archive',
  says: 'terminal.cli.archive-verify',
  words: ['<file>'],
  flags: { ...IDENTITY, proof: { type: 'string', says: 'terminal.cli.archive-proof' } },
  run: (call) => (typeof call.flags.proof === 'string' ? holdAgainst(call, call.flags.proof) : lookThrough(call)),
};
