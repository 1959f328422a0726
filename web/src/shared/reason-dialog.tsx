/** A form taken back with a reason. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import { standAtFault } from './check.ts';
import { faultText, fieldErrors } from './fault-text.ts';
import { useT } from './i18n.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { Field, TextInput } from './ui/field.tsx';
import { Notice } from './ui/notice.tsx';

type Props = {
  words: { title: string; intro: string; reason: string; do: string; leave: string };
  /** The mutation it sends by. */
  act: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
  onSend: (reason: string) => void;
  onClose: () => void;
};

const MOST = 500;

export function ReasonDialog({ words, act, onSend, onClose }: Props) {
  const t = useT();
  const form = useId();
  const [reason, type] = useState('');
  const [tried, again] = useState(false);
  const isMissing = reason.trim() === '';
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    again(true);
    if (isMissing) return standAtFault(event.currentTarget);
    onSend(reason);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      confirmLoss={reason !== ''}
      title={words.title}
      intro={words.intro}
      footer={
        <>
          <Button onClick={onClose}>{words.leave}</Button>
          <Button kind="danger" type="submit" form={form} busy={act.isPending}>
            {words.do}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={send} noValidate>
        <Field
          id={`${form}-reason`}
          label={words.reason}
          error={tried && isMissing ? t('field.required') : (fieldErrors(t, act.error).reason ?? null)}
        >
          {(wired) => (
            <TextInput
              {...wired}
              value={reason}
              maxLength={MOST}
              onChange={(event) => type(event.currentTarget.value)}
            />
          )}
        </Field>
        {act.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
      </form>
    </Dialog>
  );
}
