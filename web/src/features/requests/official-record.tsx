/** What can be taken away of a request: the paper of each sealed act, and all of it as one dossier. */
import { useQuery } from '@tanstack/react-query';
import { downloadDossier, downloadFullRecord, measureDossier } from '#contract/dossiers.ts';
import { downloadRequestRecord, listRequestRecords } from '#contract/records.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { RecordsCard } from '#web/shared/official/records-card.tsx';
import { TakeFile } from '#web/shared/official/take-file.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { CertificateAct } from './certificate-act.tsx';
import { useMoments } from './use-moments.ts';

/** Past it a page would hold for minutes what the browser itself brings better, with its progress. */
const BY_THE_BROWSER = 20 * 1024 * 1024;
/** Its papers and proofs, about. */
const PAPERS = 200 * 1024;

type Props = {
  reference: string;
  /** Whoever audits reads, and asks nothing of the desk. */
  certifies?: boolean;
  bare?: boolean;
};

export function OfficialRecord({ reference, certifies = true, bare = false }: Props) {
  return (
    <RecordsCard list={listRequestRecords} paper={downloadRequestRecord} params={{ ref: reference }} bare={bare}>
      {certifies ? <CertificateAct reference={reference} /> : null}
      <Dossier reference={reference} />
    </RecordsCard>
  );
}

function Dossier({ reference }: { reference: string }) {
  const t = useT();
  const moments = useMoments();
  const params = { ref: reference };
  const measured = useQuery({
    queryKey: ['dossier-size', reference],
    queryFn: ({ signal }) => call(measureDossier, { params: params as never, signal }),
  });
  const { files = 0, bytes = 0, fits = true } = measured.data ?? {};
  const size = moments.size(bytes + (fits ? PAPERS : 0));
  return (
    <div className="official__part">
      <h3>{t('documents.official.dossier')}</h3>
      <p className="sub">{t('documents.official.dossier-text')}</p>
      <div className="official__take">
        <TakeFile operation={downloadFullRecord} params={params}>
          {t('documents.official.dossier-pdf')}
        </TakeFile>
        {fits ? <Package reference={reference} bytes={bytes} /> : null}
      </div>
      {measured.data === undefined ? null : (
        <p className="sub">
          {fits
            ? t('documents.official.dossier-zip-holds', { count: files, size })
            : t('documents.official.dossier-zip-not', { size })}
        </p>
      )}
    </div>
  );
}

function Package({ reference, bytes }: { reference: string; bytes: number }) {
  const t = useT();
  const words = t('documents.official.dossier-zip');
  if (bytes <= BY_THE_BROWSER)
    return (
      <TakeFile operation={downloadDossier} params={{ ref: reference }}>
        {words}
      </TakeFile>
    );
  return (
    <a className="button" href={downloadDossier.path.replace(':ref', reference)} download>
      <IconDownload />
      {words}
    </a>
  );
}
