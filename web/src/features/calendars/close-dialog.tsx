/** Days announced: which, what they are called, and the official notice that says so. */
import { type FormEvent, useId, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import { CalendarChange, CLOSURE_KINDS } from '#contract/calendars.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { upload } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, RadioCards, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Change } from './queries.ts';

type Kind = (typeof CLOSURE_KINDS)[number];
type Draft = { from: string; to: string; kind: Kind; es: string; en: string; notice: string };
const EMPTY: Draft = { from: '', to: '', kind: 'closed', es: '', en: '', notice: '' };

const DAY = 86_400_000;

/** Every day from one to another, both in; one alone where no other is given. */
export function daysBetween(from: string, to: string): string[] {
  const last = to === '' ? from : to;
  const [first, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  if (Number.isNaN(first) || Number.isNaN(end) || end < first) return [];
  const count = Math.min(Math.round((end - first) / DAY) + 1, 400);
  return Array.from({ length: count }, (_each, index) => new Date(first + index * DAY).toISOString().slice(0, 10));
}

const changeOf = (draft: Draft, files: readonly AttachmentView[]) => ({
  kind: 'close' as const,
  days: daysBetween(draft.from, draft.to),
  closure: draft.kind,
  name: { es: draft.es, en: draft.en },
  notice: draft.notice,
  attachments: files.map((file) => file.id),
});

/** `hidden` while what it would move is being looked at: going back finds it as it was. */
type Props = { onClose: () => void; onLook: (change: Change) => void; hidden: boolean };

export function CloseDialog({ onClose, onLook, hidden }: Props) {
  const t = useT();
  const id = useId();
  const [draft, setDraft] = useState(EMPTY);
  const [files, setFiles] = useState<readonly AttachmentView[]>([]);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = changeOf(draft, files);
    const faults = faultsOf(t, CalendarChange, change);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    onLook(change as Change);
  };
  const box = (name: 'from' | 'to' | 'es' | 'en' | 'notice', path: string) => ({
    id: `${id}-${name}`,
    value: draft[name],
    fault: wrong[path] ?? null,
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
  });
  return (
    <Dialog
      open={!hidden}
      wide
      onClose={onClose}
      title={t('calendars.close')}
      intro={t('calendars.close-intro')}
      confirmLoss={JSON.stringify(draft) !== JSON.stringify(EMPTY)}
      footer={
        <>
          <Button onClick={onClose}>{t('levels.back')}</Button>
          <Button kind="primary" type="submit" form={id}>
            {t('calendars.look')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={look} noValidate>
        <div className="adm-grid">
          <Box {...box('from', 'days')} label="calendars.field.first-day" type="date" />
          <Box {...box('to', '')} label="calendars.field.last-day" type="date" optional />
          <Box {...box('es', 'name.es')} label="calendars.field.name" />
          <Box {...box('en', 'name.en')} label="calendars.field.name-en" optional />
        </div>
        <RadioCards
          legend={t('calendars.field.kind')}
          name={`${id}-kind`}
          value={draft.kind}
          onChange={(chosen) => setDraft({ ...draft, kind: chosen === 'on_duty' ? 'on_duty' : 'closed' })}
          options={CLOSURE_KINDS.map((kind) => ({
            value: kind,
            label: t(kind === 'closed' ? 'calendars.kind.closed' : 'calendars.kind.on-duty'),
            hint: t(kind === 'closed' ? 'calendars.kind-hint.closed' : 'calendars.kind-hint.on-duty'),
          }))}
        />
        <Box {...box('notice', 'notice')} label="calendars.field.notice" hint="calendars.hint.notice" />
        <NoticeFiles files={files} onFiles={setFiles} fault={wrong.attachments ?? null} />
      </form>
    </Dialog>
  );
}

type BoxProps = {
  id: string;
  value: string;
  fault: string | null;
  onChange: (value: string) => void;
  label: MessageKey;
  hint?: MessageKey;
  type?: 'date';
  optional?: boolean;
};

function Box({ id, value, fault, onChange, label, hint, type, optional = false }: BoxProps) {
  const t = useT();
  return (
    <Field id={id} label={t(label)} hint={hint && t(hint)} optional={optional} error={fault}>
      {(wired) => (
        <TextInput
          {...wired}
          type={type ?? 'text'}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type FilesProps = {
  files: readonly AttachmentView[];
  onFiles: (next: readonly AttachmentView[]) => void;
  fault: string | null;
};

/** The notice itself, as it was published: uploaded now, kept with the closed day. */
function NoticeFiles({ files, onFiles, fault }: FilesProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const take = async (chosen: FileList | null) => {
    setBusy(true);
    setTrouble(null);
    const added: AttachmentView[] = [];
    for (const file of chosen ?? []) {
      const sent = await upload(file, file.name, {
        progress: () => undefined,
        signal: new AbortController().signal,
      }).catch((error: unknown) => setTrouble(faultText(t, error)));
      if (sent) added.push(sent);
    }
    onFiles([...files, ...added]);
    setBusy(false);
  };
  return (
    <Field label={t('calendars.field.file')} optional error={trouble ?? fault}>
      {(wired) => (
        <>
          <input
            {...wired}
            type="file"
            multiple
            disabled={busy}
            onChange={(event) => void take(event.currentTarget.files)}
          />
          {files.length === 0 ? null : (
            <Notice kind="good">{t('calendars.files', { names: files.map((file) => file.name).join(', ') })}</Notice>
          )}
        </>
      )}
    </Field>
  );
}
