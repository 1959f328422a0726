/** Revisión de un alta: what was signed beside each person asked for, decided one by one or all clean ones at once. */
import '#web/styles/enrolment-review.css';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { EnrolmentRowId } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconArrowLeft, IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { Frame } from './frame.tsx';
import { FormMark } from './marks.tsx';
import { isMissing, Missing } from './missing.tsx';
import { useEnrolment } from './queries.ts';
import { EVERY, useApproveAll, useReviewAct } from './review-acts.ts';
import { CloseDialog } from './review-close.tsx';
import { ReviewRow } from './review-row.tsx';
import { SignedPane } from './review-signed.tsx';

export function ReviewPage() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const one = useEnrolment(id, EVERY);
  return (
    <Frame>
      {isMissing(one.error) ? (
        <Missing />
      ) : (
        <>
          <LoadTrouble of={one} />
          {one.isPending ? <Skeleton lines={8} /> : null}
          {one.data ? <Review enrolment={one.data} /> : null}
        </>
      )}
    </Frame>
  );
}

function Review({ enrolment }: { enrolment: EnrolmentView }) {
  return (
    <>
      <Head enrolment={enrolment} />
      <div className="review">
        <Rows enrolment={enrolment} />
        <SignedPane enrolment={enrolment} />
      </div>
      <Foot enrolment={enrolment} />
    </>
  );
}

function Head({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const begin = useReviewAct(enrolment);
  const { folio, agency, state, draftedBy, signedAt, source, round, note } = enrolment;
  return (
    <header className="alta-title">
      <nav className="crumbs" aria-label={t('enrolments.path')}>
        <Link to="/altas">
          <IconArrowLeft /> {t('enrolments.title')}
        </Link>
      </nav>
      <div className="row row--wrap">
        <h1>{folio === null ? t('enrolment-review.unsigned') : t('enrolments.form-folio', { folio })}</h1>
        <FormMark state={state} />
      </div>
      <p className="review__agency">{local(agency.name, locale)}</p>
      <p className="sub">
        {t(source === 'paper' ? 'enrolment-review.captured' : 'enrolment-review.drafted', { name: draftedBy })}{' '}
        {signedAt === null ? null : t('enrolment-review.signed', { when: moments.dayTime(signedAt) })}{' '}
        {round > 1 ? t('enrolment-review.round', { n: round }) : null}
      </p>
      {enrolment.can.review ? (
        <div className="row row--wrap">
          <Button kind="primary" busy={begin.isPending} onClick={() => begin.mutate({ act: 'begin' })}>
            {t('enrolment-review.begin')}
          </Button>
          <span className="sub">{t('enrolment-review.begin-text')}</span>
        </div>
      ) : null}
      {begin.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, begin.error)}
        </Notice>
      ) : null}
      {note === '' ? null : (
        <Notice
          kind="info"
          title={t(state === 'withdrawn' ? 'enrolment-review.note-withdrawn' : 'enrolment-review.note')}
        >
          {note}
        </Notice>
      )}
    </header>
  );
}

/** Rows that nothing speaks against: what somebody should look at is decided by itself. */
const cleanOf = ({ rows, findings }: EnrolmentView): EnrolmentRowId[] =>
  rows
    .filter((row) => row.can.decide && row.state === 'waiting' && row.exception === null)
    .filter((row) => findings.every((found) => found.rowId !== row.id))
    .map((row) => row.id);

function Rows({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const toast = useToast();
  const all = useApproveAll(enrolment);
  const clean = cleanOf(enrolment);
  return (
    <section className="review__rows" aria-labelledby="review-rows">
      <div className="review__bar">
        <h2 id="review-rows">{t('enrolments.list.count', { count: enrolment.rows.length })}</h2>
        {clean.length > 1 || all.isPending ? (
          <Button
            kind="soft"
            icon={<IconCheck />}
            busy={all.isPending}
            onClick={() =>
              all.mutate(clean, { onSuccess: (count) => toast(t('enrolment-review.approved-all', { count })) })
            }
          >
            {t('enrolment-review.approve-all', { count: clean.length })}
          </Button>
        ) : null}
      </div>
      {all.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, all.error)}
        </Notice>
      ) : null}
      <ol className="review__list">
        {enrolment.rows.map((row, index) => (
          <ReviewRow key={row.id} enrolment={enrolment} row={row} place={index + 1} />
        ))}
      </ol>
    </section>
  );
}

function Foot({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const [closing, close] = useState(false);
  const { rows, approved, observed, rejected } = enrolment.counts;
  const left = rows - approved - observed - rejected;
  return (
    <>
      {enrolment.state === 'in_review' ? (
        <footer className="review__foot">
          <p className="grow" aria-live="polite">
            {t('enrolment-review.counts', { approved, observed, rejected, left })}
          </p>
          {enrolment.can.close ? (
            <Button kind="primary" data-opens="close-review" disabled={left > 0} onClick={() => close(true)}>
              {t(observed > 0 ? 'enrolment-review.return' : 'enrolment-review.finish')}
            </Button>
          ) : null}
        </footer>
      ) : null}
      {closing ? <CloseDialog enrolment={enrolment} onClose={() => close(false)} /> : null}
    </>
  );
}
