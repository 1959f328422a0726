/** Covers a message, passages of it, or a file: what will be read is shown before it is done. */
import { useState } from 'react';
import { cover } from '#contract/covering.ts';
import { REDACTION_GROUNDS } from '#contract/redaction-shapes.ts';
import { PASSAGE_MIN, redactRequest } from '#contract/redactions.ts';
import type { RequestView } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import { shownName } from '#web/shared/file-name.ts';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import { ActDialog, useActForm } from './act-form.tsx';
import { PassagesField } from './passages-field.tsx';
import type { Part } from './redacting.tsx';
import { GROUNDS } from './redaction-marks.tsx';
import { refOf } from './words.ts';

type Props = { view: RequestView; parts: readonly Part[] };
type Values = { part: string; how: string; passages: string; ground: string; basis: string; reason: string };

const keyOf = (part: Part): string => (part.what === 'file' ? part.file.id : part.what);
const nameOf = (t: Translate, part: Part): string =>
  part.what === 'file' ? shownName(part.file.name) : t('redactions.part', { what: part.what });

export const linesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

function targetOf(part: Part, { how, passages }: Values) {
  if (part.what === 'file') return { what: part.what, attachmentId: part.file.id };
  const given = how === 'all' ? null : linesOf(passages);
  return part.what === 'message'
    ? { what: part.what, messageId: part.messageId, passages: given }
    : { what: part.what, passages: given };
}

/** What of the passages typed does not fit this text, in words. */
function wrongOf(t: Translate, part: Part, { how, passages }: Values): Record<string, string> {
  if (part.what === 'file' || how === 'all') return {};
  const said = (words: string) => ({ 'target.passages': words });
  const lines = linesOf(passages);
  if (lines.length === 0) return said(t('redactions.passages.none'));
  const short = lines.find((line) => line.length < PASSAGE_MIN);
  if (short !== undefined) return said(t('redactions.passages.short', { passage: short }));
  const absent = lines.find((line) => cover(part.text, [line]) === 'absent');
  return absent === undefined ? {} : said(t('redactions.passages.absent', { passage: absent }));
}

export function RedactDialog({ view, parts, onClose }: Props & { onClose: () => void }) {
  const t = useT();
  const [first] = parts;
  const [start] = useState<Values>(() => ({
    ...{ part: first === undefined ? '' : keyOf(first), how: 'passages', passages: '' },
    ...{ ground: '', basis: '', reason: '' },
  }));
  const chosen = (values: Values) => parts.find((part) => keyOf(part) === values.part) ?? first;
  const body = (values: Values) => {
    const part = chosen(values);
    const { ground, basis, reason } = values;
    return { target: part && targetOf(part, values), ground, basis, reason };
  };
  const form: ReturnType<typeof useActForm<Values>> = useActForm<Values>(
    { view, reference: refOf(view) },
    {
      ...{ schema: redactRequest.body, start, body, onDone: onClose },
      check: (): Record<string, string> => {
        const part = chosen(form.values);
        return part === undefined ? {} : wrongOf(t, part, form.values);
      },
      act: (values, key) => call(redactRequest, { params: { id: view.id }, body: body(values) as never, key }),
    },
  );
  const { values, set, faults } = form;
  const part = chosen(values);
  return (
    <ActDialog open onClose={onClose} title={t('redactions.title')} submit={t('redactions.submit')} danger form={form}>
      {parts.length > 1 ? (
        <RadioRow
          legend={t('redactions.which')}
          value={values.part}
          onChange={(next) => set({ part: next })}
          options={parts.map((each) => ({ value: keyOf(each), label: nameOf(t, each) }))}
        />
      ) : null}
      {part === undefined || part.what === 'file' ? (
        <p>{t('redactions.file', { name: part?.what === 'file' ? shownName(part.file.name) : '' })}</p>
      ) : (
        <>
          <RadioRow
            legend={t('redactions.how')}
            value={values.how}
            onChange={(how) => set({ how })}
            options={[
              { value: 'passages', label: t('redactions.how.passages') },
              { value: 'all', label: t('redactions.how.all') },
            ]}
          />
          <PassagesField
            text={part.text}
            all={values.how === 'all'}
            typed={values.passages}
            onType={(passages) => set({ passages })}
            error={faults['target.passages'] ?? null}
          />
        </>
      )}
      <div className="covered-ground">
        <Field label={t('redactions.ground')} error={faults.ground ?? null}>
          {(wired) => (
            <Select {...wired} value={values.ground} onChange={(event) => set({ ground: event.currentTarget.value })}>
              <option value="">{t('redactions.ground.choose')}</option>
              {REDACTION_GROUNDS.map((ground) => (
                <option key={ground} value={ground}>
                  {t(GROUNDS[ground])}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('redactions.basis')} optional error={faults.basis ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              value={values.basis}
              maxLength={200}
              onChange={(event) => set({ basis: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t('redactions.reason')} hint={t('redactions.reason.hint')} error={faults.reason ?? null}>
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            value={values.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        )}
      </Field>
      <Notice kind="info">{t('redactions.what-follows')}</Notice>
    </ActDialog>
  );
}
