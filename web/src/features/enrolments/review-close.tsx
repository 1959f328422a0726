/** The end of a review: back to its coordinator with what was observed, or resolved. */
import { type FormEvent, useId, useState } from 'react';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useReviewAct } from './review-acts.ts';

export function CloseDialog({ enrolment, onClose }: { enrolment: EnrolmentView; onClose: () => void }) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const act = useReviewAct(enrolment);
  const [note, setNote] = useState('');
  const { observed } = enrolment.counts;
  const how = observed > 0 ? 'return' : 'finish';
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (act.isPending) return;
    act.mutate(
      { act: 'close', note: note.trim() },
      {
        onSuccess: () => {
          toast(t(`enrolment-review.close.${how}-done`));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`enrolment-review.close.${how}-title`)}
      intro={t(`enrolment-review.close.${how}-intro`, { count: observed })}
      confirmLoss={note.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('enrolment-review.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.isPending}>
            {t(`enrolment-review.close.${how}-send`)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={send} noValidate>
        {act.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <Field label={t('enrolment-review.closing-note')} hint={t('enrolment-review.closing-note-hint')} optional>
          {(wired) => (
            <TextArea
              {...wired}
              rows={3}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
