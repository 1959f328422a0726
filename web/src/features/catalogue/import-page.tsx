/** Bringing the catalogue in from a file: looked at first, row by row, and then all of it or nothing. And taking it out. */
import '#web/styles/administration.css';
import '#web/styles/catalogue.css';
import '#web/styles/catalogue-form.css';
import '#web/styles/catalogue-lists.css';
import '#web/styles/catalogue-versions.css';
import { Link } from '@tanstack/react-router';
import { type MouseEvent, useRef, useState } from 'react';
import { exportServices, IMPORT_MAX_BYTES } from '#contract/catalogue-files.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { IconArrowLeft, IconDownload, IconFile } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ImportReportView, type Report } from './import-report.tsx';
import { useImport } from './queries.ts';

const FORMATS = ['xlsx', 'csv', 'json'] as const;

function Export() {
  const t = useT();
  return (
    <section className="card card__body cat-fields" aria-labelledby="export-title">
      <h2 id="export-title">{t('builder.export.title')}</h2>
      <p className="sub">{t('builder.export.text')}</p>
      <div className="row row--wrap">
        {FORMATS.map((format) => (
          <a key={format} className="button" href={`${exportServices.path}?format=${format}`} download>
            <IconDownload /> {t('builder.export.as', { format: format.toUpperCase() })}
          </a>
        ))}
      </div>
    </section>
  );
}

/** A browser says nothing when the same file is chosen again, mended meanwhile. */
const forgetChosen = ({ currentTarget }: MouseEvent<HTMLInputElement>): void => {
  currentTarget.value = '';
};

type Mode = 'check' | 'drafts' | 'publish';

export function ImportPage() {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [reason, setReason] = useState('');
  const [tooLarge, refuse] = useState(false);
  const sending = useImport();
  const title = useRef<HTMLHeadingElement>(null);

  const send = (given: File, mode: Mode) =>
    sending.mutate(
      { file: given, query: { name: given.name, mode, ...(mode === 'check' || reason === '' ? {} : { reason }) } },
      {
        onSuccess: (answer) => {
          setReport(answer);
          requestAnimationFrame(() => title.current?.focus());
        },
      },
    );
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setReport(null);
    sending.reset();
    refuse(chosen.size > IMPORT_MAX_BYTES);
    setFile(chosen);
    if (chosen.size <= IMPORT_MAX_BYTES) send(chosen, 'check');
  };
  const isReady = file !== null && report !== null && !report.applied && report.troubles.length === 0;
  const brings = report?.services.some(({ outcome }) => outcome !== 'same') ?? false;
  return (
    <div className="desk__body admin page-alone">
      <header>
        <Link to="/catalogo" className="cat-back">
          <IconArrowLeft /> {t('builder.title')}
        </Link>
        <h1>{t('builder.import.title')}</h1>
        <p className="sub">{t('builder.import.intro')}</p>
      </header>
      <section className="card card__body cat-fields" aria-labelledby="import-title">
        <h2 id="import-title">{t('builder.import.bring')}</h2>
        <Field id="import-file" label={t('builder.import.file')} hint={t('builder.import.file-hint')}>
          {(wired) => (
            <input
              {...wired}
              type="file"
              onClick={forgetChosen}
              className="input cat-file"
              accept=".json,.xlsx,.csv"
              onChange={(event) => choose(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        {tooLarge ? (
          <Notice kind="problem" role="alert">
            {t('builder.import.too-large', { megabytes: IMPORT_MAX_BYTES / 1_048_576 })}
          </Notice>
        ) : null}
        {sending.isError ? (
          <Notice
            kind="problem"
            role="alert"
            action={
              file ? (
                <Button small onClick={() => send(file, 'check')}>
                  {t('common.trouble.again')}
                </Button>
              ) : undefined
            }
          >
            {faultText(t, sending.error)}
          </Notice>
        ) : null}
        {sending.isPending ? <Skeleton lines={4} /> : null}
      </section>
      {report ? (
        <section className="card card__body cat-fields" aria-labelledby="report-title">
          <h2 id="report-title" ref={title} tabIndex={-1}>
            <IconFile /> {file?.name}
          </h2>
          <ImportReportView report={report} />
          {isReady && brings ? (
            <>
              <Field id="import-reason" label={t('builder.reason')} hint={t('builder.import.reason-hint')} optional>
                {(wired) => (
                  <TextInput
                    {...wired}
                    value={reason}
                    maxLength={500}
                    autoComplete="off"
                    onChange={(event) => setReason(event.currentTarget.value)}
                  />
                )}
              </Field>
              <div className="row row--wrap">
                <Button kind="primary" busy={sending.isPending} onClick={() => send(file, 'drafts')}>
                  {t('builder.import.as-drafts')}
                </Button>
                <Button busy={sending.isPending} onClick={() => send(file, 'publish')}>
                  {t('builder.import.publish')}
                </Button>
              </div>
            </>
          ) : null}
        </section>
      ) : null}
      <Export />
    </div>
  );
}
