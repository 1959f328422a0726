/** The paper itself: letter size, black and white, third person; what was registered and its fingerprint. */
import type { ReceiptView } from '#contract/requests.ts';
import { dateTag } from '#web/shared/format.ts';
import { type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { AFFECTED_WORDS, ALTERNATIVE_WORDS } from './urgency-words.ts';
import { useMoments } from './use-moments.ts';

/** "22 de noviembre de 2026, 13:00:05, hora estándar central": a document says its second and its zone. */
function useLegalInstant(): (iso: string, to: 'second' | 'minute') => string {
  const locale = useLocale();
  const { timeZone } = useMoments();
  return (iso, to) =>
    new Intl.DateTimeFormat(dateTag(locale), {
      timeZone,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      ...(to === 'second' ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
      timeZoneName: 'long',
    }).format(new Date(iso));
}

const ORIGINS = {
  telephone: 'documents.receipt.telephone',
  in_person: 'documents.receipt.in-person',
  official_letter: 'documents.receipt.official-letter',
} as const;

function capturedBy(t: Translate, capture: ReceiptView['capture'], day: (iso: string) => string): string | null {
  if (!capture) return null;
  const { by, origin, number, date } = capture;
  return t(ORIGINS[origin], { name: by, number: number ?? '', date: date === null ? '' : day(date) });
}

function Facts({ receipt }: { receipt: ReceiptView }) {
  const t = useT();
  const instant = useLegalInstant();
  const moments = useMoments();
  const urgencyWords = (facts: NonNullable<ReceiptView['urgency']>): string => {
    const [day = '', minute = ''] = facts.neededBy.split('T');
    return t('documents.receipt.urgency-facts', {
      stops: facts.stops.replace(/[.\s]+$/, ''),
      affects: t(AFFECTED_WORDS[facts.affects]),
      until: `${moments.day(day)}, ${minute}`,
      alternative: [t(ALTERNATIVE_WORDS[facts.alternative]), facts.meanwhile].filter((part) => part !== '').join(': '),
    });
  };
  const captured = capturedBy(t, receipt.capture, moments.day);
  const facts: [string, string][] = [
    [t('documents.receipt.registered'), instant(receipt.registeredAt, 'second')],
    [t('documents.receipt.requester'), `${receipt.requesterName}, ${receipt.positionName}`],
    [t('documents.receipt.agency'), receipt.agencyName],
    ...((captured === null ? [] : [[t('documents.receipt.capture'), captured]]) as [string, string][]),
    ...((receipt.filedBy === null ? [] : [[t('documents.receipt.filed-by'), receipt.filedBy]]) as [string, string][]),
    [t('documents.receipt.area'), receipt.areaName],
    [t('documents.receipt.service'), receipt.serviceName ?? t('documents.receipt.no-service')],
    [t('documents.receipt.level'), receipt.levelName],
    [t('documents.receipt.first-response'), instant(receipt.firstResponseDueAt, 'minute')],
    [t('documents.receipt.resolution'), instant(receipt.resolutionDueAt, 'minute')],
    ...(receipt.urgency === null
      ? []
      : [[t('documents.receipt.urgency'), urgencyWords(receipt.urgency)] as [string, string]]),
  ];
  return (
    <dl className="rq-paper__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Files({ receipt }: { receipt: ReceiptView }) {
  const t = useT();
  const moments = useMoments();
  if (receipt.attachments.length === 0) return <p>{t('documents.receipt.no-files')}</p>;
  return (
    <ol className="rq-paper__files">
      {receipt.attachments.map((file) => (
        <li key={file.sha256 + file.name}>
          {file.name} ({moments.size(file.bytes)})<code>{file.sha256}</code>
        </li>
      ))}
    </ol>
  );
}

/** `titled`: this is the page's own title, not a part of a page that already has one. */
export function ReceiptSheet({ receipt, titled }: { receipt: ReceiptView; titled: boolean }) {
  const t = useT();
  const Title = titled ? 'h1' : 'h2';
  return (
    <article className="rq-paper">
      <header className="rq-paper__head">
        <p className="rq-paper__government">{receipt.governmentName}</p>
        <p>{receipt.hostAgencyName}</p>
        <p>
          {receipt.ownerUnit} · {receipt.operatorUnit}
        </p>
      </header>
      {receipt.legend === null ? null : <p className="rq-paper__legend">{receipt.legend}</p>}
      <Title className="rq-paper__title">{t('documents.receipt.title')}</Title>
      <p className="rq-paper__folio">
        <span>{t('documents.receipt.folio')}</span> <strong>{receipt.folio}</strong>
      </p>
      {receipt.redacted ? <p className="rq-paper__legal">{t('documents.receipt.redacted')}</p> : null}
      <Facts receipt={receipt} />
      <h2 className="h3">{t('documents.receipt.subject')}</h2>
      <p>{receipt.subject}</p>
      <h2 className="h3">{t('documents.receipt.description')}</h2>
      <p className="prose">{receipt.description}</p>
      {receipt.answers.length > 0 ? (
        <>
          <h2 className="h3">{t('documents.receipt.answers')}</h2>
          <dl className="rq-paper__facts">
            {receipt.answers.map(({ label, shown }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{shown.join('; ')}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <h2 className="h3">{t('documents.receipt.files')}</h2>
      <Files receipt={receipt} />
      <p className="rq-paper__legal">{receipt.legalText}</p>
      <footer className="rq-paper__seal">
        <h2 className="h3">{t('documents.receipt.fingerprint')}</h2>
        <p>
          <code>{receipt.sha256}</code>
        </p>
        <p>{t('documents.receipt.how-to-read')}</p>
        <h2 className="h3">{t('documents.receipt.code')}</h2>
        <p>
          <a href={receipt.verifyAt}>{receipt.code}</a>
        </p>
        <h2 className="h3">{t('documents.receipt.cadena')}</h2>
        <p>
          <code>{receipt.cadena}</code>
        </p>
        <h2 className="h3">{t('documents.receipt.seal')}</h2>
        <p>
          <code>{receipt.seal}</code>
        </p>
      </footer>
    </article>
  );
}
