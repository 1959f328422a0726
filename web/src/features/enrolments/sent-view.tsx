/** An enrolment that was sent: where it is, who signed it and how, what became of each person. */
import { downloadEnrolmentScan } from '#contract/enrolment-acts.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { downloadEnrolmentRecord, listEnrolmentRecords } from '#contract/records.ts';
import { useT } from '#web/shared/i18n.ts';
import { LateRecords } from '#web/shared/official/late.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconPrinter } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { DecidedRows } from './decided-rows.tsx';
import { SheetOf } from './sheet-of.tsx';
import { Steps } from './steps.tsx';
import { STATE_WORDS } from './words.ts';

type Signature = EnrolmentView['signatures'][number];

export const placesOf = ({ rows }: Pick<EnrolmentView, 'rows'>): ReadonlyMap<string, number> =>
  new Map(rows.map((row, at) => [row.id, at + 1]));

/** Where the scan of a signed sheet is fetched. */
export const scanHref = (id: string, attachmentId: string): string =>
  downloadEnrolmentScan.path.replace(':id', id).replace(':attachmentId', attachmentId);

function Signed({ view, signature }: { view: EnrolmentView; signature: Signature }) {
  const t = useT();
  const moments = useMoments();
  const { scan } = signature;
  return (
    <li className="alta-signature">
      <p>
        {t(`enrolments.signature.${signature.way}`, {
          name: signature.signerName,
          day: moments.day(signature.signedOn),
          at: moments.dayTime(signature.recordedAt),
          by: signature.recordedBy,
        })}
      </p>
      {scan === null ? null : (
        <p>
          <a href={scanHref(view.id, scan.id)} download>
            {t('enrolments.signature.scan-open', { name: scan.name })}
          </a>
        </p>
      )}
      <details>
        <summary>{t('enrolments.signature.declared')}</summary>
        <ul className="alta-declared">
          {signature.attestations.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p className="sub alta-wrap">
          {t('enrolments.signature.proof', { version: signature.responsibilitiesVersion, hash: signature.rowsSha256 })}
        </p>
      </details>
    </li>
  );
}

export function Signatures({ view }: { view: EnrolmentView }) {
  const t = useT();
  if (view.signatures.length === 0) return null;
  return (
    <section className="card card__body alta-signatures" aria-labelledby="alta-signatures">
      <h2 id="alta-signatures" className="h3">
        {t('enrolments.signature.title', { count: view.signatures.length })}
      </h2>
      <ul>
        {view.signatures.map((signature) => (
          <Signed key={signature.id} view={view} signature={signature} />
        ))}
      </ul>
    </section>
  );
}

const SAID = {
  signed: 'enrolments.sent.signed',
  in_review: 'enrolments.sent.in_review',
  returned: 'enrolments.sent.returned',
  resolved: 'enrolments.sent.resolved',
  withdrawn: 'enrolments.sent.withdrawn',
  draft: 'enrolments.sent.draft',
} as const;
const KINDS = {
  signed: 'info',
  in_review: 'info',
  returned: 'warning',
  resolved: 'good',
  withdrawn: 'warning',
  draft: 'info',
} as const;

export function SentView({ view }: { view: EnrolmentView }) {
  const t = useT();
  const isOver = view.state === 'resolved' || view.state === 'withdrawn';
  return (
    <>
      <div className="alta-screen alta-stack">
        {view.state === 'withdrawn' ? null : (
          <Steps
            source={view.source}
            at="revision"
            note={t(STATE_WORDS[view.state])}
            over={view.state === 'resolved'}
            onScreen={view.signatures.at(-1)?.way === 'screen'}
          />
        )}
        <Notice kind={KINDS[view.state]} role="status">
          {t(SAID[view.state], { ...view.counts, note: view.note })} {view.note}
        </Notice>
        <DecidedRows rows={view.rows} places={placesOf(view)} />
        <Signatures view={view} />
        {view.signatures.length === 0 ? null : (
          <LateRecords list={listEnrolmentRecords} paper={downloadEnrolmentRecord} params={{ id: view.id }} />
        )}
        {isOver && view.folio === null ? null : (
          <p>
            <Button icon={<IconPrinter />} onClick={() => window.print()}>
              {t('enrolments.sign.print')}
            </Button>
          </p>
        )}
      </div>
      <SheetOf view={view} paperOnly />
    </>
  );
}
