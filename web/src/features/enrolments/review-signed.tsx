/** What was signed: the scan of the sheet where there is one, who signed and how, and the statements word for word. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { previewEnrolmentScan } from '#contract/enrolment-acts.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { IconDownload, IconFile } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { scanHref } from './sent-view.tsx';
import { spokenCode } from './sheet.tsx';

type Signature = EnrolmentView['signatures'][number];

export function SignedPane({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const signatures = enrolment.signatures.toSorted((one, other) => other.round - one.round);
  return (
    <section className="review__signed" aria-labelledby="review-signed">
      <h2 id="review-signed" className="h3">
        {t('enrolment-review.signature')}
      </h2>
      {signatures.length === 0 ? <p className="sub">{t('enrolment-review.signature-none')}</p> : null}
      {signatures.map((signature) => (
        <OneSignature key={signature.id} enrolment={enrolment} signature={signature} />
      ))}
      <p className="small">
        <Link to="/altas/$id" params={{ id: enrolment.id }} search={{}}>
          <IconFile /> {t('enrolment-review.sheet')}
        </Link>
      </p>
    </section>
  );
}

function OneSignature({ enrolment, signature }: { enrolment: EnrolmentView; signature: Signature }) {
  const t = useT();
  const moments = useMoments();
  const { way, signerName, signedOn, recordedAt, recordedBy, attestations, rowsSha256, scan } = signature;
  return (
    <article className="review__signature">
      <p>
        <strong>{signerName}</strong>
        <br />
        {t(`enrolment-review.way.${way}`, { day: moments.day(signedOn) })}
      </p>
      {scan === null ? null : <Scan id={enrolment.id} scan={scan} code={enrolment.code} />}
      <p className="small sub">
        {t('enrolment-review.recorded', { name: recordedBy, when: moments.dayTime(recordedAt) })}
      </p>
      <details>
        <summary>{t('enrolment-review.statements')}</summary>
        <ul className="review__statements">
          {attestations.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <p className="small sub review__hash">{t('enrolment-review.hash', { hash: rowsSha256 })}</p>
      </details>
    </article>
  );
}

type ScanProps = { id: string; scan: NonNullable<Signature['scan']>; code: string };

function Scan({ id, scan, code }: ScanProps) {
  const t = useT();
  const [broken, breakOff] = useState(false);
  const path = scanHref(id, scan.id);
  const picture = previewEnrolmentScan.path.replace(':id', id).replace(':attachmentId', scan.id);
  const hasPicture = scan.preview === 'ready' && !broken;
  return (
    <>
      {hasPicture ? (
        <a className="review__scan" href={picture} target="_blank" rel="noopener">
          <img
            src={picture}
            alt={t('enrolment-review.scan-first-page')}
            width={scan.previewSize?.width}
            height={scan.previewSize?.height}
            onError={() => breakOff(true)}
          />
        </a>
      ) : (
        <Notice kind="info">
          {t(scan.preview === 'waiting' ? 'enrolment-review.scan-coming' : 'enrolment-review.scan-unseen')}
        </Notice>
      )}
      <p className="small">
        {t('enrolment-review.code', { code: spokenCode(code) })}{' '}
        <a href={path} download={scan.name}>
          <IconDownload /> {t('enrolment-review.download')}
        </a>
      </p>
    </>
  );
}
