/** Taking an enrolment back before it is resolved; what was granted stays. */
import { type FormEvent, useState } from 'react';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useWithdraw } from './queries.ts';

type Props = { view: EnrolmentView; version: () => number; onClose: () => void };

export function WithdrawDialog({ view, version, onClose }: Props) {
  const t = useT();
  const withdrawing = useWithdraw(view.id);
  const [reason, type] = useState('');
  const [tried, again] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    again(true);
    if (reason.trim() !== '') withdrawing.mutate({ version: version(), reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      confirmLoss={reason !== ''}
      title={t('enrolments.withdraw.title')}
      intro={t('enrolments.withdraw.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('enrolments.withdraw.leave')}</Button>
          <Button kind="danger" type="submit" form="alta-withdraw" busy={withdrawing.isPending}>
            {t('enrolments.withdraw.do')}
          </Button>
        </>
      }
    >
      <form id="alta-withdraw" onSubmit={send} noValidate>
        <Field
          label={t('enrolments.withdraw.reason')}
          error={tried && reason.trim() === '' ? t('field.required') : null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              value={reason}
              maxLength={500}
              onChange={(event) => type(event.currentTarget.value)}
            />
          )}
        </Field>
        {withdrawing.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, withdrawing.error)}
          </Notice>
        ) : null}
      </form>
    </Dialog>
  );
}
