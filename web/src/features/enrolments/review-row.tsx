/** One person asked for: what the sheet says, what was found, the decision, and what became of the link to get in. */
import { useEffect, useRef, useState } from 'react';
import type { EnrolmentRowView, EnrolmentView } from '#contract/enrolment-shapes.ts';
import { EmailText } from '#web/shared/email-text.tsx';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconWarning } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { RowMark } from './marks.tsx';
import { usePositions } from './queries.ts';
import { useReviewAct } from './review-acts.ts';
import { ReasonDialog, type Wanted } from './review-reason.tsx';
import { COLUMN_WORDS, findingText, fullName, ROLE_WORDS } from './words.ts';

type Props = { enrolment: EnrolmentView; row: EnrolmentRowView };

/** The button that decided goes away with the decision: the keys stay at its person, not at the top of the page. */
function useKeepsFocus(state: EnrolmentRowView['state']) {
  const item = useRef<HTMLLIElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement === null || document.activeElement === document.body) item.current?.focus();
  }, [state]);
  return item;
}

/** What was asked for, as a line: the position by the name the desk's list has for it. */
export function RowData({ row }: { row: EnrolmentRowView }) {
  const t = useT();
  const locale = useLocale();
  const positions = usePositions();
  const position = positions.data?.positions.find(({ id }) => id === row.positionId);
  return (
    <p className="review-row__data">
      <span>{row.employeeNumber}</span>{' '}
      <span>
        <EmailText address={row.email} />
      </span>{' '}
      <span>{row.phone}</span> <span>{position === undefined ? row.positionText : local(position.name, locale)}</span>
      {row.role === 'requester' ? null : (
        <strong>
          {t('enrolments.role.label')}: {t(ROLE_WORDS[row.role])}
        </strong>
      )}
    </p>
  );
}

export function ReviewRow({ enrolment, row, place }: Props & { place: number }) {
  const t = useT();
  const moments = useMoments();
  const item = useKeepsFocus(row.state);
  const heading = `row-${row.id}`;
  return (
    <li className="review-row" ref={item} tabIndex={-1} aria-labelledby={heading}>
      <div className="review-row__top">
        <span className="sub" aria-hidden="true">
          {place}
        </span>
        <h3 id={heading} className="grow">
          {fullName(row)}
        </h3>
        <RowMark state={row.state} />
      </div>
      <RowData row={row} />
      <Findings enrolment={enrolment} row={row} />
      <Exception row={row} />
      {row.decidedBy === null ? null : (
        <p className="small">
          {row.decidedAt === null
            ? row.decidedBy
            : t('enrolment-review.decided', { name: row.decidedBy, when: moments.dayTime(row.decidedAt) })}{' '}
          {row.reason}
        </p>
      )}
      <Decision enrolment={enrolment} row={row} />
      <Credentials enrolment={enrolment} row={row} />
    </li>
  );
}

function Findings({ enrolment, row }: Props) {
  const t = useT();
  const locale = useLocale();
  // That an exception is asked for stands below, with its reason.
  const found = enrolment.findings.filter(({ rowId, code }) => rowId === row.id && code !== 'exception');
  if (found.length === 0) return null;
  return (
    <ul className="review-row__found">
      {found.map((each) => (
        <li key={`${each.column} ${each.code}`} className={each.severity === 'error' ? 'c-grana' : 'c-cempa'}>
          <IconWarning />
          <span>
            {t(COLUMN_WORDS[each.column])}: {findingText(t, each, locale)}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Exception({ row: { exception, exceptionReason } }: Pick<Props, 'row'>) {
  const t = useT();
  const moments = useMoments();
  if (exception === null) return null;
  const said = exception.endedAt === null ? exception.state : 'ended';
  return (
    <p className="small">
      <strong>
        {t(`enrolment-review.exception.${said}`, { until: moments.day(exception.until), name: exception.by ?? '' })}
      </strong>{' '}
      {exception.note === '' ? exceptionReason : exception.note}
    </p>
  );
}

function Refusal({ error }: { error: unknown }) {
  const t = useT();
  if (error === null) return null;
  return (
    <Notice kind="problem" role="alert">
      {faultText(t, error)}
    </Notice>
  );
}

function Decision({ enrolment, row }: Props) {
  const t = useT();
  const [wanted, want] = useState<Wanted | null>(null);
  const approve = useReviewAct(enrolment);
  // The window closes itself once it was heard.
  if (!row.can.decide && wanted === null) return null;
  const name = fullName(row);
  const waits = row.exception !== null && row.exception.state !== 'approved';
  return (
    <>
      <Refusal error={approve.error} />
      <div className="review-row__acts" hidden={!row.can.decide}>
        {waits ? null : (
          <Button
            small
            kind="soft"
            busy={approve.isPending}
            aria-label={t('enrolment-review.approve-one', { name })}
            onClick={() => approve.mutate({ act: 'decide', rowId: row.id, decision: 'approved', reason: '' })}
          >
            {t('enrolment-review.approve')}
          </Button>
        )}
        {(['observed', 'rejected'] as const).map((decision) => (
          <Button
            key={decision}
            small
            data-opens={`${decision}-${row.id}`}
            aria-label={t(`enrolment-review.act.${decision}-one`, { name })}
            onClick={() => want(decision)}
          >
            {t(`enrolment-review.act.${decision}`)}
          </Button>
        ))}
      </div>
      {wanted === null ? null : (
        <ReasonDialog enrolment={enrolment} row={row} wanted={wanted} onClose={() => want(null)} />
      )}
    </>
  );
}

/** What became of the link: one sentence; null where there was none. */
function useLinkWords(): (of: EnrolmentRowView['credentials']) => string | null {
  const t = useT();
  const moments = useMoments();
  const at = (of: EnrolmentRowView['credentials']): string | null =>
    ({
      none: null,
      queued: null,
      sent: of.sentAt,
      opened: of.openedAt,
      used: of.usedAt,
      expired: of.expiresAt,
      revoked: of.revokedAt,
    })[of.state];
  return (of) => {
    if (of.state === 'none') return null;
    const when = at(of);
    return t(`enrolment-review.link.${of.state}`, { when: when === null ? '' : moments.dayTime(when) });
  };
}

function Credentials({ enrolment, row }: Props) {
  const t = useT();
  const toast = useToast();
  const words = useLinkWords();
  const [revoking, revoke] = useState(false);
  const reissue = useReviewAct(enrolment);
  const said = words(row.credentials);
  if (said === null) return null;
  const name = fullName(row);
  const again = () =>
    reissue.mutate(
      { act: 'reissue', rowId: row.id },
      { onSuccess: () => toast(t('enrolment-review.reissued', { email: row.email })) },
    );
  return (
    <>
      <Refusal error={reissue.error} />
      <div className="review-row__acts">
        <p className="small grow">{said}</p>
        {row.can.reissue ? (
          <Button
            small
            busy={reissue.isPending}
            aria-label={t('enrolment-review.reissue-one', { name })}
            onClick={again}
          >
            {t('enrolment-review.reissue')}
          </Button>
        ) : null}
        {row.can.revoke ? (
          <Button
            small
            kind="quiet"
            data-opens={`revoke-${row.id}`}
            aria-label={t('enrolment-review.revoke-one', { name })}
            onClick={() => revoke(true)}
          >
            {t('enrolment-review.revoke')}
          </Button>
        ) : null}
      </div>
      {revoking ? (
        <ReasonDialog enrolment={enrolment} row={row} wanted="revoked" onClose={() => revoke(false)} />
      ) : null}
    </>
  );
}
