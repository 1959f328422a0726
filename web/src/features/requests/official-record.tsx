/** What can be taken away of a request: the paper of each sealed act, and all of it as one dossier. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { downloadDossier, downloadFullRecord } from '#contract/dossiers.ts';
import { downloadRequestRecord, listRequestRecords, type SealedRecordView } from '#contract/records.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { CertificateAct } from './certificate-act.tsx';
import { ListTrouble } from './list-states.tsx';
import { useMoments } from './use-moments.ts';

export function OfficialRecord({ reference, redacted }: { reference: string; redacted: boolean }) {
  const t = useT();
  const records = useQuery({
    queryKey: ['request-records', reference],
    queryFn: ({ signal }) => call(listRequestRecords, { params: { ref: reference as never }, signal }),
  });
  return (
    <section className="rq-card rq-official rq-screen" aria-labelledby="official">
      <h2 id="official">{t('documents.official.title')}</h2>
      <p className="sub">{t(redacted ? 'documents.official.redacted' : 'documents.official.text')}</p>
      <ListTrouble list={records} />
      {records.isPending ? <Skeleton lines={3} /> : null}
      <ul>
        {records.data?.records.map((record) => (
          <Act key={record.id} record={record} reference={reference} />
        ))}
      </ul>
      <CertificateAct reference={reference} />
      <h3>{t('documents.official.dossier')}</h3>
      <p className="sub">{t('documents.official.dossier-text')}</p>
      <p className="rq-actions">
        <a className="button" href={downloadFullRecord.path.replace(':ref', reference)} download>
          <IconDownload />
          {t('documents.official.dossier-pdf')}
        </a>
        <a className="button" href={downloadDossier.path.replace(':ref', reference)} download>
          <IconDownload />
          {t('documents.official.dossier-zip')}
        </a>
      </p>
      <p>
        <Link to="/verificar">{t('documents.official.verify')}</Link>
      </p>
    </section>
  );
}

type ActProps = { record: SealedRecordView; reference: string };

function Act({ record, reference }: ActProps) {
  const t = useT();
  const moments = useMoments();
  const act = t(`documents.act.${record.act}`);
  const paper = downloadRequestRecord.path.replace(':ref', reference).replace(':record', record.id);
  return (
    <li>
      <div>
        <b>{act}</b>
        <span className="sub">{moments.dayTime(record.actedAt)}</span>
        {record.act === 'certificate' ? <span className="sub">{record.folio}</span> : null}
      </div>
      <Link to="/verificar/$code" params={{ code: record.code }} className="rq-official__code">
        {record.code}
      </Link>
      {record.withheld ? null : (
        <a href={paper} download aria-label={t('documents.official.paper', { act })}>
          PDF
        </a>
      )}
    </li>
  );
}
