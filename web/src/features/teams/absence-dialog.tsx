/** Who will be away, which days, and who stands in; the same for one that is there already. */
import { type FormEvent, useId, useState } from 'react';
import { ABSENCE_KINDS, changeAbsence, setAbsence } from '#contract/teams.ts';
import { faultsOf, useStandAtRefusal } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { faultText, fieldErrors, whoWasFirst } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import {
  type Absences,
  type AbsenceView,
  isGone,
  isStale,
  useChangeAbsence,
  useSetAbsence,
} from './absence-queries.ts';
import { KIND_WORDS } from './absence-words.ts';
import { DeputyField } from './deputy-field.tsx';
import { PersonField } from './person-field.tsx';

export type Draft = { personId: string; from: string; to: string; kind: string; deputyId: string };

/** Somebody who sets only their own does not look for themselves. */
const draftOf = (absence: AbsenceView | null, { people, today }: Absences): Draft => ({
  personId: absence?.person.id ?? (people.length === 1 ? (people[0]?.id ?? '') : ''),
  from: absence?.from ?? today,
  to: absence?.to ?? today,
  kind: absence?.kind ?? 'vacation',
  deputyId: absence?.deputy.id ?? '',
});

type Props = { absence: AbsenceView | null; data: Absences; onClose: () => void };

/** What is typed, what does not fit of it, and the sending. */
function useAbsenceForm({ absence, data, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const [first] = useState(() => draftOf(absence, data));
  const [draft, setDraft] = useState(first);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [key] = useState(newKey);
  const adding = useSetAbsence();
  const changing = useChangeAbsence(absence?.id ?? '');
  const doing = absence === null ? adding : changing;
  const form = useStandAtRefusal(wrong);
  // As it was opened: what somebody else wrote meanwhile is overwritten only by who was told of it.
  const [opened] = useState(absence?.version ?? 1);
  const version = isStale(changing.error) ? (absence?.version ?? opened) : opened;
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const heard = {
    onSuccess: () => {
      toast((words) => words(absence === null ? 'absences.added' : 'absences.changed'));
      onClose();
    },
    onError: (error: unknown) => {
      setWrong(fieldErrors(t, error));
      if (absence !== null && isGone(error)) toast((words) => words('absences.gone'), 'problem');
    },
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (doing.isPending) return;
    const { personId, ...days } = draft;
    const body = absence === null ? draft : { ...days, version };
    const faults = faultsOf(t, absence === null ? setAbsence.body : changeAbsence.body, body);
    if (draft.from !== '' && draft.to !== '' && draft.to < draft.from) faults.to ??= t('field.absence-crossed');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    if (absence === null) adding.mutate({ key, body: body as Parameters<typeof adding.mutate>[0]['body'] }, heard);
    else changing.mutate(body as Parameters<typeof changing.mutate>[0], heard);
  };
  return { draft, set, wrong, send, form, doing, touched: JSON.stringify(draft) !== JSON.stringify(first) };
}

export function AbsenceDialog(props: Props) {
  const t = useT();
  const id = useId();
  const { absence, data, onClose } = props;
  const { draft, set, wrong, send, form, doing, touched } = useAbsenceForm(props);
  const day = (name: 'from' | 'to') => (
    <Field label={t(name === 'from' ? 'absences.from' : 'absences.to')} error={wrong[name] ?? null}>
      {(wired) => (
        <TextInput
          {...wired}
          type="date"
          min={name === 'to' ? draft.from : undefined}
          value={draft[name]}
          onChange={({ currentTarget: { value } }) =>
            // The last day follows the first one: most are set from their first day on.
            set(name === 'from' ? { from: value, to: draft.to < value ? value : draft.to } : { to: value })
          }
        />
      )}
    </Field>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={absence === null ? t('absences.new') : t('absences.change-of', { name: absence.person.name })}
      intro={t('absences.form-intro')}
      confirmLoss={touched}
      footer={
        <>
          <Button onClick={onClose}>{t('absences.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={doing.isPending}>
            {t('absences.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} ref={form} noValidate>
        {doing.isError && Object.keys(wrong).length === 0 ? (
          <Notice kind="problem" role="alert">
            {isStale(doing.error)
              ? t('absences.stale', { first: whoWasFirst(t, doing.error) })
              : faultText(t, doing.error)}
          </Notice>
        ) : null}
        {absence === null ? (
          <PersonField
            people={data.people}
            value={draft.personId}
            error={wrong.personId ?? null}
            onChange={(personId) => set({ personId, deputyId: '' })}
          />
        ) : null}
        <div className="adm-grid">
          {day('from')}
          {day('to')}
        </div>
        <Field label={t('absences.kind')} hint={t('absences.kind-hint')} error={wrong.kind ?? null}>
          {(wired) => (
            <Select {...wired} value={draft.kind} onChange={(event) => set({ kind: event.currentTarget.value })}>
              {ABSENCE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(KIND_WORDS[kind])}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <DeputyField draft={draft} error={wrong.deputyId ?? null} onChange={(deputyId) => set({ deputyId })} />
      </form>
    </Dialog>
  );
}
