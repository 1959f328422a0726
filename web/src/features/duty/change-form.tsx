/** Other hours, telephone or note of a shift. */
import { type FormEvent, useState } from 'react';
import { changeShift } from '#contract/duty.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { Box } from './boxes.tsx';
import { type ShiftView, useChange } from './queries.ts';
import { useDates } from './use-dates.ts';
import { localMinute } from './week.ts';

type Props = { shift: ShiftView; onBack: () => void; onDone: () => void };

export function ChangeForm({ shift, onBack, onDone }: Props) {
  const t = useT();
  const toast = useToast();
  const { timeZone } = useDates();
  const [draft, setDraft] = useState({
    from: localMinute(new Date(shift.from), timeZone),
    to: localMinute(new Date(shift.to), timeZone),
    phone: shift.phone,
    note: shift.note,
  });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = useChange();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending) return;
    const body = { ...draft, version: shift.version };
    const faults = faultsOf(t, changeShift.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    change.mutate(
      { id: shift.id, body },
      {
        onSuccess: () => {
          toast(t('shifts.changed'));
          onDone();
        },
        onError: (error) => setWrong(fieldErrors(t, error)),
      },
    );
  };
  const box = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
    fault: wrong[name] ?? null,
  });
  return (
    <form className="adm-form" onSubmit={send} noValidate>
      {change.isError && Object.keys(wrong).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, change.error)}
        </Notice>
      ) : null}
      <div className="adm-grid">
        <Box {...box('from')} label="shifts.field.from" type="datetime-local" disabled={shift.standing === 'running'} />
        <Box {...box('to')} label="shifts.field.to" type="datetime-local" />
        <Box {...box('phone')} label="shifts.field.phone" type="tel" />
        <Box {...box('note')} label="shifts.field.note" optional />
      </div>
      <div className="adm-form__acts">
        <Button onClick={onBack}>{t('shifts.back')}</Button>
        <Button kind="primary" type="submit" busy={change.isPending}>
          {t('shifts.save-one')}
        </Button>
      </div>
    </form>
  );
}
