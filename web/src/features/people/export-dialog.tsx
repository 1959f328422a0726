/** A file of the people found: asked for here, made in the background, fetched from the list below while it lasts. */
import { useId, useState } from 'react';
import { downloadPeopleExport, EXPORT_FORMATS, type PeopleExportView } from '#contract/people-exports.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { RadioCards } from '#web/shared/ui/field.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type Filter, isFiltered } from './filters.ts';
import { useAskExport, useExports } from './queries.ts';
import { useWhen } from './when.ts';

type Format = PeopleExportView['format'];
const FORMAT_WORDS: Record<Format, MessageKey> = { xlsx: 'persons.export.xlsx', csv: 'persons.export.csv' };

export function ExportDialog({ filter, onClose }: { filter: Filter; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const [format, setFormat] = useState<Format>('xlsx');
  const ask = useAskExport();
  const { q, ...others } = filter;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('persons.export.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.close')}</Button>
          <Button
            kind="primary"
            busy={ask.isPending}
            onClick={() => ask.mutate({ ...others, ...(q === '' ? {} : { q }), format })}
          >
            {t('persons.export.ask')}
          </Button>
        </>
      }
    >
      <div className="adm-form">
        <p>{t(isFiltered(filter) ? 'persons.export.filtered' : 'persons.export.all')}</p>
        {ask.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, ask.error)}
          </Notice>
        ) : null}
        <RadioCards
          legend={t('persons.export.format')}
          name="format"
          value={format}
          onChange={(value) => setFormat(EXPORT_FORMATS.find((each) => each === value) ?? 'xlsx')}
          options={EXPORT_FORMATS.map((value) => ({ value, label: t(FORMAT_WORDS[value]) }))}
          error={null}
          id={`${id}-format`}
        />
        <Notice kind="info">{t('persons.export.recorded')}</Notice>
        <Yours />
      </div>
    </Dialog>
  );
}

function Yours() {
  const t = useT();
  const exports = useExports();
  const items = exports.data?.items ?? [];
  return (
    <div aria-live="polite">
      <LoadTrouble of={exports} />
      {items.length === 0 ? null : (
        <>
          <h3>{t('persons.export.yours')}</h3>
          <ul className="people-files">
            {items.map((each) => (
              <Made key={each.id} file={each} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Made({ file }: { file: PeopleExportView }) {
  const t = useT();
  const when = useWhen();
  const { id, format, state, people, askedAt, expiresAt } = file;
  const at = when.at(askedAt);
  return (
    <li>
      <div>
        <strong>
          {format.toUpperCase()}, {at}
        </strong>
        <small>
          {state === 'ready'
            ? `${t('persons.export.ready', { count: people ?? 0 })}. ${t('persons.export.until', { at: when.at(expiresAt) })}`
            : t(state === 'queued' ? 'persons.export.queued' : 'persons.export.refused')}
        </small>
      </div>
      {state === 'ready' ? (
        <a
          className="button button--small"
          href={downloadPeopleExport.path.replace(':id', id)}
          download
          aria-label={t('persons.export.fetch-which', { at })}
        >
          <IconDownload /> {t('persons.export.fetch')}
        </a>
      ) : null}
    </li>
  );
}
