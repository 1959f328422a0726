/** The proof beside a desk in use: `mesa prove` in a process of its own, with the passing key through a pipe. */
import * as v from 'valibot';
import { SignedProof } from '#contract/proof.ts';
import { runApart } from '../shared/apart.ts';
import { sweepScratch } from '../shared/postgres/scratch.ts';
import type { Prove } from '../shared/proving.ts';

const Why = v.object({ key: v.string(), values: v.record(v.string(), v.union([v.string(), v.number()])) });
const Answer = v.variant('ok', [
  v.object({ ok: v.literal(true), signed: SignedProof }),
  v.object({ ok: v.literal(false), said: v.optional(Why), error: v.object({ es: v.string() }) }),
]);
/** Somebody ended it there and not here. */
const CANCELLED = 'archives.proof.cancelled';
const Progress = v.object({ step: v.picklist(['look', 'load', 'check']), readBytes: v.number() });

export const proveApart: Prove = async (given) => {
  const { dataDir, secretsDir } = given.settings;
  const { answer, words } = await runApart({
    words: ['prove', given.path, '--json'],
    env: { DATA_DIR: dataDir, SECRETS_DIR: secretsDir, LOG_LEVEL: 'silent' },
    input: given.identity,
    signal: given.signal,
    tell: () => ({ rest: given.rest() }),
    hear: (message) => {
      const progress = v.safeParse(Progress, message);
      if (progress.success) given.tell(progress.output);
    },
  });
  // One that was killed could not clear up after itself.
  await sweepScratch(dataDir, given.log);
  const said = v.safeParse(Answer, answer);
  if (said.success && said.output.ok) return { outcome: 'proven', signed: said.output.signed };
  const isCancelled = said.success && !said.output.ok && said.output.said?.key === CANCELLED;
  if (given.signal.aborted || isCancelled) return { outcome: 'cancelled' };
  if (said.success && !said.output.ok && said.output.said) return { outcome: 'failed', why: said.output.said };
  const told = said.success && !said.output.ok ? said.output.error.es : words;
  given.log.error({ words: told }, 'the proof of an archive ended before its time');
  return { outcome: 'failed', why: { key: 'archives.proof.ended', values: { words: told.split('\n')[0] ?? '' } } };
};
