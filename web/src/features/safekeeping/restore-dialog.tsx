/** How this very archive is brought back: commands to copy. It is done at the server; no key is ever typed into a browser. */
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { IconCopy } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import type { BackupView } from './queries.ts';

/** As a shell takes it, whatever the folder is called. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

export const commandsOf = ({ folder, name }: Pick<BackupView, 'folder' | 'name'>): string[] => {
  const archive = quoted(`${folder}/${name ?? ''}`);
  const restore = `npm run -s mesa -- restore ${archive} --identity recovery-key.txt`;
  return [`${restore} --dry-run`, restore, 'npm run -s mesa -- verify'];
};

const STEPS = ['backups.restore.look', 'backups.restore.do', 'backups.restore.verify'] as const;

export function RestoreDialog({ run, onClose }: { run: BackupView; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  // Over plain http the browser has no clipboard: the command is then selected by hand.
  const copy = (command: string) =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(command))
      .then(
        () => toast(t('backups.copied')),
        () => toast(t('backups.not-copied'), 'problem'),
      );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('backups.restore.title')}
      intro={t('backups.restore.intro')}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <div className="stack stack--4">
        <Notice kind="info">{t('backups.restore.where')}</Notice>
        <ol className="safe-steps">
          <li>{t('backups.restore.bring', { name: run.name ?? '' })}</li>
          {commandsOf(run).map((command, index) => (
            <li key={command}>
              {t(STEPS[index] ?? STEPS[0])}
              <span className="link-given">
                <code className="safe-command">{command}</code>
                <Button
                  small
                  icon={<IconCopy />}
                  aria-label={t('backups.copy-one', { n: index + 1 })}
                  onClick={() => void copy(command)}
                >
                  {t('backups.copy')}
                </Button>
              </span>
            </li>
          ))}
        </ol>
        <SignedProof run={run} />
        <p className="small sub">{t('backups.restore.after')}</p>
        <p className="small sub">{t('backups.restore.installed')}</p>
      </div>
    </Dialog>
  );
}

/** `mesa verify-archive --proof` holds it against the file, with the desk gone. */
function SignedProof({ run }: { run: BackupView }) {
  const t = useT();
  const signed = run.proof?.signed;
  if (!signed) return null;
  const href = `data:application/json,${encodeURIComponent(JSON.stringify(signed))}`;
  return (
    <p>
      {t('backups.proof.text')}{' '}
      <a href={href} download={`${run.name ?? 'proof'}.proof.json`}>
        {t('backups.proof.save')}
      </a>
    </p>
  );
}
