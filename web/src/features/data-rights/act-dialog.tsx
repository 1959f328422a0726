/** One act on a request about personal data: its words, where it needs some, and what comes of it. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import type { DataRightView } from '#contract/data-right-shapes.ts';
import { standAtFault } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Act, useAct } from './queries.ts';
import { ACT_WORDS } from './words.ts';

export function ActDialog({ right, act, onClose }: { right: DataRightView; act: Act; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const form = useId();
  const doing = useAct(right);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const { title, text, label } = ACT_WORDS[act];
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (doing.isPending) return;
    const lacks = label !== null && words.trim() === '';
    setMissing(lacks);
    if (lacks) return standAtFault(event.currentTarget);
    doing.mutate(
      { act, words },
      {
        onSuccess: () => {
          toast(t('data-rights.act.done'));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(title, { kind: right.kind })}
      intro={t(text, { kind: right.kind })}
      confirmLoss={words.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            kind={act === 'effect' && right.kind === 'cancellation' ? 'danger' : 'primary'}
            type="submit"
            form={form}
            busy={doing.isPending}
          >
            {t(title, { kind: right.kind })}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        {doing.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, doing.error)}
          </Notice>
        ) : null}
        {label === null ? null : (
          <Field label={t(label)} error={missing ? t('field.required') : null}>
            {(wired) => (
              <TextArea
                {...wired}
                rows={5}
                maxLength={4000}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
      </form>
    </Dialog>
  );
}
