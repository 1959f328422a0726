/** Closing somebody's account: why, and what ends with it. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import { CLOSING_REASONS, closeAccount } from '#contract/people.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, RadioCards, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useClose } from './queries.ts';
import { CLOSING_WORDS } from './words.ts';

type Reason = (typeof CLOSING_REASONS)[number];
type Props = { personId: string; name: string; onClose: () => void };

export function CloseDialog({ personId, name, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const form = useId();
  const act = useClose(personId);
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const found = faultsOf(t, closeAccount.body, { reason, note });
    setWrong(found);
    if (Object.keys(found).length > 0 || reason === null) return standAtFault(event.currentTarget);
    act.mutate(
      { reason, note },
      {
        onSuccess: () => {
          toast(t('setup.close.done', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.close.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="danger" type="submit" form={form} busy={act.isPending}>
            {t('setup.close.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        <p>{t('setup.close.explain')}</p>
        {act.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <RadioCards
          legend={t('setup.close.reason')}
          name="reason"
          value={reason}
          onChange={(value) => setReason(CLOSING_REASONS.find((each) => each === value) ?? null)}
          options={CLOSING_REASONS.map((value) => ({ value, label: t(CLOSING_WORDS[value]) }))}
          error={shown.reason ?? null}
          id={`${form}-reason`}
        />
        <Field
          label={t('setup.close.note')}
          hint={t('setup.close.note-hint')}
          error={shown.note ?? null}
          id={`${form}-note`}
        >
          {(wired) => (
            <TextArea {...wired} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          )}
        </Field>
        <Notice kind="info">{t('setup.close.recorded')}</Notice>
      </form>
    </Dialog>
  );
}
