/** Undoing somebody's link to a directory: what ends with it, and whether they can still come in. */
import { type FormEvent, useId, useState } from 'react';
import { type PersonDirectories, unlinkPersonDirectory } from '#contract/directory-links.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useUnlinkDirectory } from './directory-queries.ts';
import { Ground } from './link-directory-dialog.tsx';

type Props = { personId: string; name: string; link: PersonDirectories['links'][number]; onClose: () => void };

export function UnlinkDirectoryDialog({ personId, name, link, onClose }: Props) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const directory = local(link.name, useLocale());
  const act = useUnlinkDirectory(personId, link.directoryId);
  const [ground, setGround] = useState('');
  const [knows, setKnows] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const body = { ground, leavesNoWay: knows };
    const found = faultsOf(t, unlinkPersonDirectory.body, body);
    if (link.onlyWay && !knows) found.leavesNoWay = t('directories.unlink.must-know');
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate(body, {
      onSuccess: () => {
        toast(t('directories.unlink.done', { name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('directories.unlink.title', { name })}
      confirmLoss={ground !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="danger" type="submit" form={form} busy={act.isPending}>
            {t('directories.unlink.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        <p>{t('directories.unlink.explain', { directory })}</p>
        {act.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        {link.onlyWay ? (
          <>
            <Notice kind="warning">{t('directories.unlink.no-way')}</Notice>
            <Checkbox
              label={t('directories.unlink.know')}
              error={shown.leavesNoWay ?? null}
              checked={knows}
              onChange={(event) => setKnows(event.currentTarget.checked)}
            />
          </>
        ) : null}
        <Ground value={ground} onChange={setGround} error={shown.ground} />
        <Notice kind="info">{t('directories.link.told')}</Notice>
      </form>
    </Dialog>
  );
}
