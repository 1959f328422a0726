/** Why somebody is not confirmed. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import {
  markStaffRollPerson,
  STAFF_MARKS,
  type StaffMark,
  type StaffRollPerson,
  type StaffRollView,
} from '#contract/staff-rolls.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, RadioCards, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useMark } from './queries.ts';
import { isMark, MARK_HINTS, MARK_WORDS } from './words.ts';

type Props = { roll: StaffRollView; person: StaffRollPerson; onClose: () => void };

export function MarkDialog({ roll, person, onClose }: Props) {
  const t = useT();
  const form = useId();
  const act = useMark(roll.id);
  const [mark, setMark] = useState<StaffMark | null>(null);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const found = mark === null ? { mark: t('field.required') } : faultsOf(t, markStaffRollPerson.body, { mark, note });
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate({ personId: person.personId, mark, note }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('staff-rolls.mark.title', { name: person.fullName })}
      footer={
        <>
          <Button onClick={onClose}>{t('staff-rolls.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.isPending}>
            {t('staff-rolls.mark.save')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        {act.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <RadioCards
          legend={t('staff-rolls.mark.legend')}
          name="mark"
          value={mark}
          onChange={(value) => setMark(isMark(value) ? value : null)}
          options={STAFF_MARKS.map((value) => ({ value, label: t(MARK_WORDS[value]), hint: t(MARK_HINTS[value]) }))}
          error={shown.mark ?? null}
          id={`${form}-mark`}
        />
        <Field
          label={t('staff-rolls.mark.note')}
          hint={t('staff-rolls.mark.note-hint')}
          error={shown.note ?? null}
          id={`${form}-note`}
          optional
        >
          {(wired) => (
            <TextInput
              {...wired}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
