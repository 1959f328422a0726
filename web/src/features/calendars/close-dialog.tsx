/** Days to close: announced, with the official notice that says so, or given by a rule year after year. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import { CalendarChange } from '#contract/calendars.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { upload } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import { Box, type ClosureKind, KindCards } from './close-fields.tsx';
import type { Change } from './queries.ts';
import { emptyRule, everComes, ruleChange } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';

type Draft = { from: string; to: string; kind: ClosureKind; es: string; en: string; notice: string };
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
  const year = useNow().getUTCFullYear();
  const [by, choose] = useState<'date' | 'rule'>('date');
  const [draft, setDraft] = useState(EMPTY);
  const [rule, setRule] = useState(() => emptyRule(year));
  const [files, setFiles] = useState<readonly AttachmentView[]>([]);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = by === 'date' ? changeOf(draft, files) : ruleChange(rule);
    const faults = faultsOf(t, CalendarChange, change);
    if (by === 'rule' && !everComes(rule)) faults['rule.day'] ??= t('calendars.rule.never');
    if (by === 'rule' && change.kind === 'rule' && change.toYear < change.fromYear)
      faults.toYear ??= t('calendars.rule.years-turned');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    onLook(change as Change);
  };
  const isTouched =
    JSON.stringify(draft) !== JSON.stringify(EMPTY) || JSON.stringify(rule) !== JSON.stringify(emptyRule(year));
  return (
    <Dialog
      open={!hidden}
      wide
      onClose={onClose}
      title={t('calendars.close')}
      intro={t('calendars.close-intro')}
      confirmLoss={isTouched}
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
        <RadioRow
          legend={t('calendars.by')}
          value={by}
          onChange={(chosen) => {
            choose(chosen === 'rule' ? 'rule' : 'date');
            setWrong({});
          }}
          options={[
            { value: 'date', label: t('calendars.by.date') },
            { value: 'rule', label: t('calendars.by.rule') },
          ]}
        />
        {by === 'rule' ? (
          <RuleFields id={id} draft={rule} onDraft={setRule} wrong={wrong} />
        ) : (
          <DateFields id={id} draft={draft} onDraft={setDraft} wrong={wrong}>
            <NoticeFiles files={files} onFiles={setFiles} fault={wrong.attachments ?? null} />
          </DateFields>
        )}
      </form>
    </Dialog>
  );
}

type DateProps = {
  id: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  wrong: Readonly<Record<string, string>>;
  children: ReactNode;
};

function DateFields({ id, draft, onDraft, wrong, children }: DateProps) {
  const box = (name: 'from' | 'to' | 'es' | 'en' | 'notice', path: string) => ({
    id: `${id}-${name}`,
    value: draft[name],
    fault: wrong[path] ?? null,
    onChange: (value: string) => onDraft({ ...draft, [name]: value }),
  });
  return (
    <>
      <div className="adm-grid">
        <Box {...box('from', 'days')} label="calendars.field.first-day" type="date" />
        <Box {...box('to', '')} label="calendars.field.last-day" type="date" optional />
        <Box {...box('es', 'name.es')} label="calendars.field.name" />
        <Box {...box('en', 'name.en')} label="calendars.field.name-en" optional />
      </div>
      <KindCards name={`${id}-kind`} kind={draft.kind} onKind={(kind) => onDraft({ ...draft, kind })} />
      <Box {...box('notice', 'notice')} label="calendars.field.notice" hint="calendars.hint.notice" />
      {children}
    </>
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
