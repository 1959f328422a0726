/** The acuse of a request: right after filing (`?nueva=1`) with what follows, later the paper alone. */
import '#web/styles/requests.css';
import '#web/styles/requests-paper.css';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { downloadRequestRecord } from '#contract/records.ts';
import type { ReceiptView } from '#contract/requests.ts';
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { TakeFile } from '#web/shared/official/take-file.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconCheck, IconChevronDown } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Stub } from '#web/shared/ui/stub.tsx';
import { ListTrouble } from './list-states.tsx';
import { OfficialRecord } from './official-record.tsx';
import { useReceipt } from './queries.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';
import { useMoments } from './use-moments.ts';

function Actions({ reference, receipt, fresh }: { reference: string; receipt: ReceiptView; fresh: boolean }) {
  const t = useT();
  return (
    <div className="rq-actions rq-screen">
      {receipt.redacted ? null : (
        <TakeFile
          kind={fresh ? 'plain' : 'primary'}
          operation={downloadRequestRecord}
          params={{ ref: reference, record: receipt.recordId }}
        >
          {t('documents.filed.download')}
        </TakeFile>
      )}
      {fresh ? (
        <>
          <LinkButton kind="primary" to="/solicitudes/$ref" params={{ ref: reference }}>
            {t('documents.filed.go')}
          </LinkButton>
          <LinkButton kind="quiet" to="/solicitudes/nueva">
            {t('documents.filed.another')}
          </LinkButton>
        </>
      ) : null}
    </div>
  );
}

function Filed({ receipt }: { receipt: ReceiptView }) {
  const t = useT();
  const moments = useMoments();
  const { person } = useSession();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const service = receipt.serviceName === null ? '' : ` · ${receipt.serviceName}`;
  return (
    <div className="rq-filed rq-screen">
      <header className="rq-filed__head">
        <span className="rq-filed__sign" aria-hidden="true">
          <IconCheck />
        </span>
        <div>
          <h1 ref={title} tabIndex={-1}>
            {t('documents.filed.title')}
          </h1>
          <p className="sub">
            {receipt.filedBy === null
              ? t('documents.filed.keep', { email: person.email })
              : t('documents.filed.keep-for', { name: receipt.requesterName })}
          </p>
        </div>
      </header>
      <Stub large folio={receipt.folio} note={moments.dayTime(receipt.registeredAt)}>
        <h2>{receipt.subject}</h2>
        <dl className="data">
          <div>
            <dt>{t('documents.filed.area')}</dt>
            <dd>
              {receipt.areaName}
              {service}
            </dd>
          </div>
          <div>
            <dt>{t('documents.filed.first')}</dt>
            <dd>{moments.dayTime(receipt.firstResponseDueAt)}</dd>
          </div>
          <div>
            <dt>{t('documents.filed.solution')}</dt>
            <dd>{moments.dayTime(receipt.resolutionDueAt)}</dd>
          </div>
        </dl>
        <p className="sub small">{t('documents.filed.official')}</p>
      </Stub>
      <section className="rq-next">
        <h2>{t('documents.filed.next')}</h2>
        <ol>
          <li>
            <b>{t('documents.filed.next-1')}</b>
            <span>{t('documents.filed.next-1-text', { area: receipt.areaName })}</span>
          </li>
          <li>
            <b>{t('documents.filed.next-2')}</b>
            <span>{t('documents.filed.next-2-text')}</span>
          </li>
          <li>
            <b>{t('documents.filed.next-3')}</b>
            <span>{t('documents.filed.next-3-text')}</span>
          </li>
        </ol>
      </section>
    </div>
  );
}

/** Closed on screen at first; on paper it is always there. */
function FoldedSheet({ receipt }: { receipt: ReceiptView }) {
  const t = useT();
  const [opened, open] = useState(false);
  const id = useId();
  return (
    <>
      <p className="rq-screen">
        <Button
          kind="quiet"
          icon={<IconChevronDown />}
          aria-expanded={opened}
          aria-controls={id}
          onClick={() => open(!opened)}
        >
          {t(opened ? 'documents.filed.hide-receipt' : 'documents.filed.see-receipt')}
        </Button>
      </p>
      <div id={id} className={opened ? undefined : 'rq-paper-only'}>
        <ReceiptSheet receipt={receipt} titled={false} />
      </div>
    </>
  );
}

export function ReceiptPage() {
  const t = useT();
  const params: { ref?: string } = useParams({ strict: false });
  const search: Record<string, unknown> = useSearch({ strict: false });
  const reference = params.ref ?? '';
  const receipt = useReceipt(reference);
  const fresh = search.nueva !== undefined;
  if (receipt.data === undefined) {
    if (receipt.error instanceof Refused && receipt.error.problem.status === 404)
      return (
        <EmptyState
          page
          drawing="search"
          title={t('requests.missing.title')}
          action={<LinkButton to="/solicitudes">{t('requests.missing.back')}</LinkButton>}
        >
          <p>{t('requests.missing.text')}</p>
        </EmptyState>
      );
    return (
      <div className="rq-page">
        <ListTrouble list={receipt} />
        {receipt.isPending ? <Skeleton lines={8} /> : null}
      </div>
    );
  }
  return (
    <div className="rq-page rq-receipt">
      {fresh ? (
        <>
          <Filed receipt={receipt.data} />
          <Actions reference={reference} receipt={receipt.data} fresh />
          <FoldedSheet receipt={receipt.data} />
        </>
      ) : (
        <>
          <nav className="crumbs rq-screen" aria-label={t('requests.detail.path')}>
            <Link to="/solicitudes/$ref" params={{ ref: reference }}>
              <IconArrowLeft /> {t('documents.filed.back')}
            </Link>
          </nav>
          <Actions reference={reference} receipt={receipt.data} fresh={false} />
          <OfficialRecord reference={reference} />
          <ReceiptSheet receipt={receipt.data} titled />
        </>
      )}
    </div>
  );
}
