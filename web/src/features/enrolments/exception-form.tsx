/** One exception: who, why, until when; granted or refused, and renewed while it is in force. */
import { type FormEvent, useId, useState } from 'react';
import type { EnrolmentRowView, EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useReviewAct } from './review-acts.ts';
import { Exception, RowData } from './review-row.tsx';
import { fullName } from './words.ts';

type Props = { enrolment: EnrolmentView; row: EnrolmentRowView };

export function ExceptionForm({ enrolment, row }: Props) {
  const t = useT();
  const heading = useId();
  const { exception } = row;
  if (exception === null) return null;
  return (
    <section className="review-row" aria-labelledby={heading}>
      <h2 id={heading} className="h3">
        {fullName(row)}
      </h2>
      <RowData row={row} />
      {row.can.except ? (
        <>
          <p>
            <strong>{t('enrolment-review.exception-why')}</strong> {row.exceptionReason}
          </p>
          <Decide enrolment={enrolment} row={row} asked={exception.until} />
        </>
      ) : (
        <Exception row={row} />
      )}
      {row.can.renew ? <Renewal enrolment={enrolment} row={row} asked={exception.until} /> : null}
    </section>
  );
}

function Renewal(props: Props & { asked: string }) {
  const t = useT();
  const [opened, open] = useState(false);
  if (opened) return <Decide {...props} onCancel={() => open(false)} />;
  return (
    <div className="review-row__acts">
      <Button small onClick={() => open(true)}>
        {t('enrolment-review.renew')}
      </Button>
    </div>
  );
}

/** Field → what it lacks, by which button was pressed: a refusal and a renewal say why. */
function lacking(pressed: 'approved' | 'refused' | 'renewed', { until, note }: { until: string; note: string }) {
  return { until: pressed !== 'refused' && until === '', note: pressed !== 'approved' && note.trim() === '' };
}

/** `onCancel`: of one in force, that is renewed. */
function Decide({ enrolment, row, asked, onCancel }: Props & { asked: string; onCancel?: () => void }) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const act = useReviewAct(enrolment, (sent) => {
    if (sent.act !== 'except') return;
    const name = fullName(row);
    toast(
      onCancel ? t('enrolment-review.renewed', { name }) : t(`enrolment-review.granted.${sent.decision}`, { name }),
    );
  });
  const [until, setUntil] = useState(asked);
  const [note, setNote] = useState('');
  const [missing, miss] = useState({ until: false, note: false });
  const errors = fieldErrors(t, act.error);
  const decide = (decision: 'approved' | 'refused') => {
    if (act.isPending) return;
    const found = lacking(onCancel ? 'renewed' : decision, { until, note });
    miss(found);
    if (found.until || found.note) return document.getElementById(`${form}-${found.note ? 'note' : 'until'}`)?.focus();
    act.mutate({
      ...{ act: 'except', rowId: row.id, decision, note: note.trim() },
      until: decision === 'approved' ? until : null,
    });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    decide('approved');
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      {act.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, act.error)}
        </Notice>
      ) : null}
      <Field
        id={`${form}-until`}
        label={t('enrolment-review.exception-until')}
        hint={t('enrolment-review.exception-until-hint')}
        error={missing.until ? t('field.required') : (errors.until ?? null)}
      >
        {(wired) => (
          <TextInput
            {...wired}
            type="date"
            className="review__day"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        id={`${form}-note`}
        label={t('enrolment-review.exception-note')}
        hint={t(onCancel ? 'enrolment-review.renew-note-hint' : 'enrolment-review.exception-note-hint')}
        error={missing.note ? t('fault.request.reason-needed') : (errors.note ?? null)}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="review-row__acts">
        <Button kind="primary" type="submit" busy={act.isPending}>
          {t(onCancel ? 'enrolment-review.renew-send' : 'enrolment-review.exception-grant')}
        </Button>
        <Button disabled={act.isPending} onClick={onCancel ?? (() => decide('refused'))}>
          {t(onCancel ? 'enrolment-review.renew-cancel' : 'enrolment-review.exception-refuse')}
        </Button>
      </div>
    </form>
  );
}
