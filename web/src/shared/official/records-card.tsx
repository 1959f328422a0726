/** The sealed acts of a request, an enrolment or a deactivation: each with its code and its paper. */
import '#web/styles/official.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { Operation } from '#contract/operation.ts';
import type { listRequestRecords, SealedRecordView } from '#contract/records.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { TakeFile } from './take-file.tsx';

export type RecordsOf = {
  /** Answers its records. */
  list: Operation;
  /** Answers the paper of one, `record`. */
  paper: Operation;
  params: Readonly<Record<string, string>>;
};
type Props = RecordsOf & {
  /** In a window that has a title of its own. */
  bare?: boolean;
  /** What else can be taken away. */
  children?: ReactNode;
};

export const officialRecords = (list: Operation, params: RecordsOf['params']) => [
  'official-records',
  list.name,
  params,
];

export function RecordsCard({ children, bare = false, ...of }: Props) {
  const t = useT();
  const title = useId();
  const { list, params } = of;
  const records = useQuery({
    queryKey: officialRecords(list, params),
    queryFn: ({ signal }) => call(list as typeof listRequestRecords, { params: params as never, signal }),
  });
  const redacted = records.data?.records.some(({ withheld }) => withheld) ?? false;
  return (
    <section className={bare ? 'official' : 'official card card__body'} {...(bare ? {} : { 'aria-labelledby': title })}>
      {bare ? null : <h2 id={title}>{t('documents.official.title')}</h2>}
      <p className="sub">{t(redacted ? 'documents.official.redacted' : 'documents.official.text')}</p>
      <LoadTrouble of={records} />
      {records.isPending ? <Skeleton lines={3} /> : null}
      {records.data?.records.length === 0 ? <p>{t('documents.official.none')}</p> : null}
      <ul>
        {records.data?.records.map((record) => (
          <Act key={record.id} record={record} {...of} />
        ))}
      </ul>
      {children}
      <p>
        <Link to="/verificar">{t('documents.official.verify')}</Link>
      </p>
    </section>
  );
}

function Act({ record, paper, params }: RecordsOf & { record: SealedRecordView }) {
  const t = useT();
  const moments = useMoments();
  const act = t(`documents.act.${record.act}`);
  return (
    <li>
      <div>
        <b>{act}</b>
        <span className="sub">{moments.dayTime(record.actedAt)}</span>
        {record.act === 'certificate' ? <span className="sub">{record.folio}</span> : null}
      </div>
      <Link to="/verificar/$code" params={{ code: record.code }} className="official__code">
        {record.code}
      </Link>
      {record.withheld ? null : (
        <TakeFile
          small
          kind="quiet"
          operation={paper}
          params={{ ...params, record: record.id }}
          label={t('documents.official.paper', { act })}
        >
          PDF
        </TakeFile>
      )}
    </li>
  );
}
