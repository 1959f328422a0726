/** Opening an account that was closed, and why. */
import { type FormEvent, useId, useState } from 'react';
import { reopenAccount } from '#contract/people.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useReopen } from './queries.ts';

type Props = { personId: string; name: string; onClose: () => void };

export function ReopenDialog({ personId, name, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const form = useId();
  const act = useReopen(personId);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const found = faultsOf(t, reopenAccount.body, { note });
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate(
      { note },
      {
        onSuccess: () => {
          toast(t('setup.reopen.done', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.reopen.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.isPending}>
            {t('setup.reopen.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        <p>{t('setup.reopen.explain')}</p>
        {act.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <Field label={t('setup.reopen.note')} error={shown.note ?? null} id={`${form}-note`}>
          {(wired) => (
            <TextArea {...wired} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          )}
        </Field>
        <Notice kind="info">{t('setup.reopen.recorded')}</Notice>
      </form>
    </Dialog>
  );
}
