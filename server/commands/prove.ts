/** `mesa prove`: a desk out of an archive, in a throwaway place beside the real one; what it says is signed by this server. */
import type { Proof, SignedProof } from '#contract/proof.ts';
import { prepareDatabase } from '../prepare.ts';
import { proveArchive, signProof } from '../safekeeping/index.ts';
import { systemClock } from '../shared/clock.ts';
import { openLog } from '../shared/log.ts';
import { openPace, type Pace } from '../shared/pace.ts';
import type { ProofProgress } from '../shared/proving.ts';
import { roomOf } from '../shared/room.ts';
import { openSecrets } from '../shared/secrets.ts';
import { readSettings } from '../shared/settings.ts';
import { standBack } from '../shared/stand-back.ts';
import { SLICES } from '../wiring.ts';
import { IDENTITY, openArchive } from './archive.ts';
import type { Call, Command, Outcome } from './command.ts';
import { cancellable } from './terminal.ts';
import { tryDesk } from './try-desk.ts';
import { quietly } from './with-desk.ts';

/** Whoever began it says how much the desk is to be spared, once a second. */
function paceAsTold(): Pace {
  let times = 0;
  process.on('message', (said: unknown) => {
    if (typeof said === 'object' && said !== null && 'rest' in said) times = Number(said.rest);
  });
  // Being told something is no reason to go on living.
  process.channel?.unref();
  return openPace(systemClock, () => times);
}

async function prove(call: Call): Promise<Outcome> {
  // People who wait for a page go first; the PostgreSQL it starts inherits it.
  standBack();
  const settings = quietly(readSettings());
  const { opening, clear } = await openArchive(call);
  const tell = ({ step, readBytes }: ProofProgress) => {
    if (process.connected) process.send?.({ step, readBytes });
    if (step !== 'check') opening.tell(readBytes);
  };
  const parts = { path: opening.path, unseal: opening.unseal, folder: settings.dataDir, log: openLog(settings) };
  const slices = { prepare: prepareDatabase, keptFiles: SLICES.flatMap((slice) => slice.keptFiles ?? []), tryDesk };
  const proof = await cancellable((signal) =>
    proveArchive({ ...parts, ...slices, pace: paceAsTold(), clock: systemClock, roomOf, signal, tell }),
  ).finally(clear);
  const signed = signProof(openSecrets(settings.secretsDir), proof);
  return { ok: true, lines: linesOf(call, proof), data: { signed } satisfies { signed: SignedProof } };
}

function linesOf({ t }: Call, { archive, counts, seconds, tried }: Proof): string[] {
  const untried = tried.signIn === null || tried.request === null || tried.attachment === null;
  return [
    t('terminal.cli.proven', { ...counts, at: archive.at, seconds: Math.ceil(seconds.restore) }),
    t(untried ? 'terminal.cli.proven-less' : 'terminal.cli.proven-tried'),
  ];
}

export const proveCommand: Command = {
  name: 'prove',
  says: 'terminal.cli.prove',
  words: ['<file>'],
  flags: IDENTITY,
  run: prove,
};
