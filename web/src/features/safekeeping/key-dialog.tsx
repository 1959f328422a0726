/** The recovery key: asked for with one's password, shown once, to print or keep as a file, and closed only once it is kept. */
import { type FormEvent, useId, useRef, useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Checkbox, Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { IconDownload, IconPrinter } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { KeySheet, sheetText } from './key-sheet.tsx';
import { type MadeKey, useMakeKey } from './queries.ts';

type Props = { replaces: boolean; onClose: () => void };

export function KeyDialog({ replaces, onClose }: Props) {
  const [made, setMade] = useState<MadeKey | null>(null);
  // The page knows of the new key before this window does: what it was opened for stays.
  const [replace] = useState(replaces);
  return made === null ? (
    <Asking replaces={replace} onMade={setMade} onClose={onClose} />
  ) : (
    <Shown made={made} onClose={onClose} />
  );
}

function Asking({ replaces, onMade, onClose }: Props & { onMade: (made: MadeKey) => void }) {
  const t = useT();
  const id = useId();
  const make = useMakeKey();
  const [password, setPassword] = useState('');
  const [missing, miss] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (make.isPending) return;
    miss(password === '');
    if (password === '') field.current?.querySelector('input')?.focus();
    else make.mutate({ replace: replaces, password }, { onSuccess: onMade });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(replaces ? 'backups.key.replace-title' : 'backups.key.make')}
      footer={
        <>
          <Button onClick={onClose}>{t('backups.back')}</Button>
          <Button kind={replaces ? 'danger' : 'primary'} type="submit" form={id} busy={make.isPending}>
            {t(replaces ? 'backups.key.replace-do' : 'backups.key.do')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack stack--4" onSubmit={send} noValidate>
        {make.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, make.error)}
          </Notice>
        ) : null}
        <p>{t('backups.key.explain')}</p>
        {replaces ? <Notice kind="warning">{t('backups.key.replace-warning')}</Notice> : null}
        <div ref={field}>
          <Field
            label={t('backups.key.password')}
            hint={t('backups.key.password-hint')}
            error={missing ? t('field.required') : null}
          >
            {(wired) => (
              <PasswordInput
                {...wired}
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}

function Shown({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const text = sheetText(t, made);
  const [kept, keep] = useState(false);
  // A browser may close its window whatever is said: it is opened anew until the key is kept.
  const [times, again] = useState(0);
  const close = () => {
    if (kept) return onClose();
    toast(t('backups.key.not-kept'), 'problem');
    again(times + 1);
  };
  const download = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: 'recovery-key.txt' });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <Dialog
        key={times}
        open
        wide
        onClose={close}
        title={t('backups.key.title')}
        footer={
          <Button kind="primary" aria-disabled={!kept} onClick={close}>
            {t('backups.key.close')}
          </Button>
        }
      >
        <div className="stack stack--4">
          <Notice kind="warning" title={t('backups.key.once')}>
            {t('backups.key.once-text')}
          </Notice>
          <p>
            <code className="safe-key">{made.identity}</code>
          </p>
          <div className="row row--wrap">
            <Button icon={<IconPrinter />} onClick={() => globalThis.print()}>
              {t('backups.key.print')}
            </Button>
            <Button icon={<IconDownload />} onClick={download}>
              {t('backups.key.download')}
            </Button>
          </div>
          <Checkbox
            label={t('backups.key.kept')}
            hint={t('backups.key.kept-hint')}
            checked={kept}
            onChange={(event) => keep(event.currentTarget.checked)}
          />
        </div>
      </Dialog>
      <KeySheet made={made} />
    </>
  );
}
