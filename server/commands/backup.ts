/** `mesa backup …`: an archive of the desk beside the desk in use, the key it is sealed for, and the archives of a folder. */
import { resolve } from 'node:path';
import { isMessageKey } from '#locales/catalogues.ts';
import { type CopiedOut, listBackups, makeRecoveryKey, runNow } from '../safekeeping/index.ts';
import { system } from '../shared/policy.ts';
import type { Proven } from '../shared/proving.ts';
import { readSettings, type Settings } from '../shared/settings.ts';
import { standBack } from '../shared/stand-back.ts';
import { fetchBackup, lineOf, listElsewhere } from './backup-elsewhere.ts';
import type { Call, Command, Outcome } from './command.ts';
import { both, cancellable, openProgressLine } from './terminal.ts';
import { withDesk } from './with-desk.ts';

type Act = (call: Call) => Promise<Outcome>;

const folderOf = ({ flags }: Call, settings: Pick<Settings, 'backupDir'>): string =>
  typeof flags.to === 'string' ? resolve(flags.to) : settings.backupDir;

const make: Act = (call) => {
  // Beside a desk at work it takes what the desk leaves.
  standBack();
  const line = openProgressLine();
  return withDesk((house) =>
    cancellable(async (signal) => {
      const { proof, ...done } = await runNow(house, {
        folder: folderOf(call, house.settings),
        signal,
        tell: ({ doneBytes, ofBytes, rows, files }) =>
          line.show(() => {
            // The size of the tables is an estimate: the end is said when it is there.
            const percent = Math.min(99, Math.floor((100 * doneBytes) / Math.max(1, ofBytes)));
            return call.t('terminal.cli.backup-progress', { percent, rows, files });
          }),
        tellProof: (percent) => line.show(() => call.t('terminal.cli.backup-proving', { percent })),
        tellCopy: (percent) => line.show(() => call.t('terminal.cli.backup-copying', { percent })),
      }).finally(line.clear);
      const { copied, ...archive } = done;
      const at = done.at.toISOString();
      const gone = done.gone === 0 ? [] : [call.t('terminal.cli.backup-gone', { count: done.gone })];
      return {
        // A backup that no desk comes out of is none, whatever its hashes say.
        ok: proof?.outcome !== 'failed',
        lines: [
          call.t('terminal.cli.backup-done', { ...archive, at }),
          ...gone,
          ...provenLines(call, proof),
          ...saidOfCopy(call, copied),
        ],
        data: { backup: archive, proof, copied: copied && { where: copied.where, ok: copied.failure === null } },
      };
    }),
  );
};

function provenLines({ t }: Call, proof: Proven | null): string[] {
  if (proof === null || proof.outcome === 'cancelled') return [t('terminal.cli.backup-unproven')];
  if (proof.outcome === 'failed') {
    const { key, values } = proof.why;
    return [isMessageKey(key) ? t(key, values) : key];
  }
  return [t('terminal.cli.backup-proven', { seconds: Math.ceil(proof.signed.proof.seconds.restore) })];
}

/** The backup is made all the same. */
function saidOfCopy({ t, locale }: Call, outcome: CopiedOut | null): string[] {
  if (outcome === null) return [];
  const { where, failure } = outcome;
  if (failure === null) return [t('terminal.cli.backup-copied', { where })];
  return [t('terminal.cli.backup-not-copied', { where, reason: locale === 'en' ? failure.en : failure.es })];
}

const key: Act = ({ flags, t }) =>
  withDesk(async (house) => {
    const made = await makeRecoveryKey(house, { replace: flags.replace === true, actor: system('terminal') });
    return { ok: true, lines: [t('terminal.cli.backup-key', { identity: made.identity })], data: made };
  });

const list: Act = async (call) => {
  if (call.flags.elsewhere === true) return listElsewhere(call);
  const folder = folderOf(call, readSettings());
  const backups = await listBackups(folder);
  const lines = backups.map(lineOf);
  return {
    ok: true,
    lines: backups.length === 0 ? [call.t('terminal.cli.backup-none', { folder })] : lines,
    data: { folder, backups },
  };
};

const fetch: Act = (call) => fetchBackup(call, folderOf(call, readSettings()));

const ACTS: Readonly<Record<string, Act>> = { key, list, fetch };

export const backup: Command = {
  name: 'backup',
  says: 'terminal.cli.backup',
  words: ['[key|list|fetch]', '[name]'],
  flags: {
    to: { type: 'string', says: 'terminal.cli.backup-to' },
    elsewhere: { type: 'boolean', says: 'terminal.cli.backup-elsewhere' },
    replace: { type: 'boolean', says: 'terminal.cli.backup-replace' },
  },
  run: async (call) => {
    const [name] = call.words;
    const act = name === undefined ? make : Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
    if (act === undefined)
      throw both('terminal.cli.backup-what', { name: name ?? '', acts: Object.keys(ACTS).join(', ') });
    return act(call);
  },
};
