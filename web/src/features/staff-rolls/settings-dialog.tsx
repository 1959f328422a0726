/** When rolls open, how long there is to answer, and what silence does. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import { STAFF_ROLL_BOUNDS, type StaffRollSettings, saveStaffRollSettings } from '#contract/staff-rolls.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Checkbox, Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type ReadSettings, useSaveSettings, useSettings } from './queries.ts';

type Figure = keyof typeof STAFF_ROLL_BOUNDS;
const WORDS: Record<Figure, { label: MessageKey; hint: MessageKey }> = {
  opensOn: { label: 'staff-rolls.settings.opens', hint: 'staff-rolls.settings.opens-hint' },
  answerDays: { label: 'staff-rolls.settings.answer', hint: 'staff-rolls.settings.answer-hint' },
  suspendAfter: { label: 'staff-rolls.settings.after', hint: 'staff-rolls.settings.after-hint' },
};

/** An empty box is no number, not zero. */
const figureOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const form = useId();
  const settings = useSettings();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('staff-rolls.settings.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('staff-rolls.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy} disabled={settings.data === undefined}>
            {t('staff-rolls.settings.save')}
          </Button>
        </>
      }
    >
      <LoadTrouble of={settings} />
      {settings.isPending ? <Skeleton rows={4} /> : null}
      {settings.data ? (
        <SettingsForm
          id={form}
          read={settings.data}
          onBusy={setBusy}
          refresh={async () => (await settings.refetch()).data}
          onDone={onClose}
        />
      ) : null}
    </Dialog>
  );
}

type Draft = Record<Figure, string> & Pick<StaffRollSettings, 'suspends'>;
const draftOf = ({ settings, version }: ReadSettings): { draft: Draft; version: number } => ({
  version,
  draft: {
    opensOn: String(settings.opensOn),
    answerDays: String(settings.answerDays),
    suspendAfter: String(settings.suspendAfter),
    suspends: settings.suspends,
  },
});

type FormProps = {
  id: string;
  read: ReadSettings;
  onBusy: (busy: boolean) => void;
  refresh: () => Promise<ReadSettings | undefined>;
  onDone: () => void;
};

function SettingsForm({ id, read, onBusy, refresh, onDone }: FormProps) {
  const t = useT();
  const toast = useToast();
  const save = useSaveSettings();
  // Asked again behind the form, what is being typed stays, and is held against the version it began with.
  const [{ draft, version }, begin] = useState(draftOf(read));
  const setDraft = (next: Draft) => begin({ draft: next, version });
  const takeTheirs = async () => {
    const now = await refresh();
    if (now !== undefined) begin(draftOf(now));
    setWrong({});
    save.reset();
  };
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const isStale = save.error instanceof Refused && save.error.problem.code === 'version.stale';
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const settings: StaffRollSettings = {
      opensOn: figureOf(draft.opensOn),
      answerDays: figureOf(draft.answerDays),
      suspendAfter: figureOf(draft.suspendAfter),
      suspends: draft.suspends,
    };
    const body = { settings, version };
    const faults = faultsOf(t, saveStaffRollSettings.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    onBusy(true);
    save.mutate(body, {
      onSuccess: () => {
        toast(t('staff-rolls.settings.saved'));
        onDone();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
      onSettled: () => onBusy(false),
    });
  };
  return (
    <form id={id} className="adm-form" onSubmit={send} noValidate>
      {save.isError && Object.keys(wrong).length === 0 ? (
        <Notice
          kind="problem"
          role="alert"
          action={
            isStale ? <Button onClick={() => void takeTheirs()}>{t('staff-rolls.settings.theirs')}</Button> : undefined
          }
        >
          {faultText(t, save.error)}
        </Notice>
      ) : null}
      {(Object.keys(WORDS) as Figure[])
        .filter((name) => name !== 'suspendAfter' || draft.suspends)
        .map((name) => (
          <Figure
            key={name}
            id={`${id}-${name}`}
            name={name}
            value={draft[name]}
            error={wrong[`settings.${name}`] ?? null}
            onChange={(value) => setDraft({ ...draft, [name]: value })}
          />
        ))}
      <Checkbox
        label={t('staff-rolls.settings.suspends')}
        hint={t('staff-rolls.settings.suspends-hint')}
        checked={draft.suspends}
        onChange={(event) => setDraft({ ...draft, suspends: event.currentTarget.checked })}
      />
      {read.settings.suspends && !draft.suspends ? <Notice kind="info">{t('staff-rolls.settings.ends')}</Notice> : null}
    </form>
  );
}

type FigureProps = {
  id: string;
  name: Figure;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
};

function Figure({ id, name, value, error, onChange }: FigureProps) {
  const t = useT();
  const [least, most] = STAFF_ROLL_BOUNDS[name];
  return (
    <Field id={id} label={t(WORDS[name].label)} hint={t(WORDS[name].hint, { least, most })} error={error}>
      {(wired) => (
        <TextInput
          {...wired}
          inputMode="numeric"
          maxLength={2}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
