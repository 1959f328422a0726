/** People of an enrolment that was sent: what became of each, why, and whether their link reached them. */
import type { EnrolmentRowView } from '#contract/enrolment-shapes.ts';
import { EmailText } from '#web/shared/email-text.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useMoments } from '#web/shared/use-moments.ts';
import { RowMark } from './marks.tsx';
import { CREDENTIAL_WORDS, fullName } from './words.ts';

function Exception({ row }: { row: EnrolmentRowView }) {
  const t = useT();
  const moments = useMoments();
  const { exception } = row;
  if (exception === null) return null;
  const words = { until: moments.day(exception.until), note: exception.note };
  return (
    <small className="sub alta-wrap">
      {exception.endedAt === null
        ? t(`enrolments.exception.${exception.state}`, words)
        : t('enrolments.exception.ended', words)}
    </small>
  );
}

function Credentials({ row: { credentials } }: { row: EnrolmentRowView }) {
  const t = useT();
  const moments = useMoments();
  const { state } = credentials;
  const at = {
    none: null,
    queued: null,
    sent: credentials.sentAt,
    opened: credentials.openedAt,
    used: credentials.usedAt,
    expired: credentials.expiresAt,
    revoked: credentials.revokedAt,
  }[state];
  return (
    <>
      {t(CREDENTIAL_WORDS[state])}
      {at === null ? null : <small className="sub">{moments.since(at)}</small>}
    </>
  );
}

export function DecidedRows({
  rows,
  places,
}: {
  rows: readonly EnrolmentRowView[];
  places: ReadonlyMap<string, number>;
}) {
  const t = useT();
  return (
    <div className="card alta-scroll">
      <table className="table table--stacks alta-decided" aria-label={t('enrolments.people')}>
        <thead>
          <tr>
            <th scope="col">{t('enrolments.column.place')}</th>
            <th scope="col">{t('enrolments.column.person')}</th>
            <th scope="col">{t('enrolments.sent.email')}</th>
            <th scope="col">{t('enrolments.sent.state')}</th>
            <th scope="col">{t('enrolments.sent.access')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={t('enrolments.column.place')}>{places.get(row.id)}</td>
              <td data-label={t('enrolments.column.person')} className="alta-wrap">
                <span>
                  {fullName(row)}
                  <small className="sub">{row.employeeNumber}</small>
                </span>
              </td>
              <td data-label={t('enrolments.sent.email')} className="alta-wrap">
                <EmailText address={row.email} />
              </td>
              <td data-label={t('enrolments.sent.state')}>
                <span>
                  <RowMark state={row.state} />
                  {row.reason === '' ? null : <small className="alta-wrap">{row.reason}</small>}
                  <Exception row={row} />
                </span>
              </td>
              <td data-label={t('enrolments.sent.access')}>
                <span>
                  <Credentials row={row} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
