/** Why a row is observed or rejected, or a link taken back: written once, read by the coordinator. */
import { type FormEvent, useId, useState } from 'react';
import type { EnrolmentRowView, EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type ReviewAct, useReviewAct } from './review-acts.ts';
import { fullName } from './words.ts';

export type Wanted = 'observed' | 'rejected' | 'revoked';

/** What is said most often; a start, to be finished in one's own words. */
const OFTEN = {
  observed: [
    'enrolment-review.often.number',
    'enrolment-review.often.name',
    'enrolment-review.often.email',
    'enrolment-review.often.position',
  ],
  rejected: [
    'enrolment-review.often.not-active',
    'enrolment-review.often.other-agency',
    'enrolment-review.often.not-eligible',
  ],
  revoked: ['enrolment-review.often.wrong-address', 'enrolment-review.often.left'],
} as const;

const LONGEST = { observed: 500, rejected: 500, revoked: 300 } as const;

const actOf = (wanted: Wanted, rowId: EnrolmentRowView['id'], reason: string): ReviewAct =>
  wanted === 'revoked' ? { act: 'revoke', rowId, reason } : { act: 'decide', rowId, decision: wanted, reason };

type Props = { enrolment: EnrolmentView; row: EnrolmentRowView; wanted: Wanted; onClose: () => void };

export function ReasonDialog({ enrolment, row, wanted, onClose }: Props) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const act = useReviewAct(enrolment);
  const [reason, setReason] = useState('');
  const [empty, sayEmpty] = useState(false);
  const errors = fieldErrors(t, act.error);
  const name = fullName(row);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (act.isPending) return;
    sayEmpty(reason.trim() === '');
    if (reason.trim() === '') return;
    act.mutate(actOf(wanted, row.id, reason.trim()), {
      onSuccess: () => {
        toast(t(`enrolment-review.act.${wanted}-done`, { name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`enrolment-review.act.${wanted}-title`, { name })}
      intro={t(`enrolment-review.act.${wanted}-intro`)}
      confirmLoss={reason.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('enrolment-review.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.isPending}>
            {t(`enrolment-review.act.${wanted}-send`)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={send} noValidate>
        {act.isError && errors.reason === undefined ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <Field
          id={`${form}-reason`}
          label={t('enrolment-review.reason')}
          hint={t('enrolment-review.reason-hint')}
          error={empty ? t('fault.request.reason-needed') : (errors.reason ?? null)}
        >
          {(wired) => (
            <TextArea
              {...wired}
              rows={4}
              maxLength={LONGEST[wanted]}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        <p className="small sub" id={`${form}-often`}>
          {t('enrolment-review.often')}
        </p>
        <ul className="review-often" aria-labelledby={`${form}-often`}>
          {OFTEN[wanted].map((key) => (
            <li key={key}>
              <Button small onClick={() => setReason(t(key))}>
                {t(key)}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}
