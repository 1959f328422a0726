/** A shift passes to a colleague, in exchange for one of theirs or not. */
import { type FormEvent, useState } from 'react';
import { swapShift } from '#contract/duty.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { Box } from './boxes.tsx';
import { type Roster, type ShiftView, useShifts, useSwap } from './queries.ts';
import { useDates } from './use-dates.ts';
import { addDays } from './week.ts';

type Props = { shift: ShiftView; rosters: readonly Roster[]; onBack: () => void; onDone: () => void };

/** How far ahead an exchange is looked for. */
const AHEAD = 60;

export function SwapForm({ shift, rosters, onBack, onDone }: Props) {
  const t = useT();
  const toast = useToast();
  const dates = useDates();
  const roster = rosters.find((each) => each.teamId === shift.teamId);
  const people = (roster?.people ?? []).filter((person) => person.id !== shift.person.id);
  const [draft, setDraft] = useState({ personId: people[0]?.id ?? '', inExchange: '', phone: '', reason: '' });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const ahead = useShifts({ from: dates.today, to: addDays(dates.today, AHEAD), team: shift.teamId ?? 'desk' });
  const swap = useSwap();
  const theirs = (ahead.data?.items ?? []).filter(
    (each) => each.person.id === draft.personId && each.standing === 'coming',
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (swap.isPending) return;
    const inExchange = draft.inExchange === '' ? null : draft.inExchange;
    const body = { ...draft, inExchange, version: shift.version };
    const faults = faultsOf(t, swapShift.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    swap.mutate(
      { id: shift.id, body },
      {
        onSuccess: () => {
          toast(t('shifts.swapped'));
          onDone();
        },
        onError: (error) => setWrong(fieldErrors(t, error)),
      },
    );
  };
  return (
    <form className="adm-form" onSubmit={send} noValidate>
      {swap.isError && Object.keys(wrong).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, swap.error)}
        </Notice>
      ) : null}
      <p className="sub">{t('shifts.swap-intro', { span: dates.span(shift.from, shift.to) })}</p>
      <Field label={t('shifts.field.colleague')} error={wrong.personId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={draft.personId}
            onChange={(event) => setDraft({ ...draft, personId: event.currentTarget.value, inExchange: '' })}
          >
            {people.length === 0 ? <option value="">{t('shifts.no-people')}</option> : null}
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('shifts.field.exchange')} hint={t('shifts.hint.exchange')} error={wrong.inExchange ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={draft.inExchange}
            onChange={(event) => setDraft({ ...draft, inExchange: event.currentTarget.value })}
          >
            <option value="">{t('shifts.no-exchange')}</option>
            {theirs.map((each) => (
              <option key={each.id} value={each.id}>
                {dates.span(each.from, each.to)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Box
        label="shifts.field.reason"
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        fault={wrong.reason ?? null}
      />
      {draft.inExchange === '' ? (
        <Box
          label="shifts.field.phone"
          hint="shifts.hint.phone"
          type="tel"
          optional
          value={draft.phone}
          onChange={(phone) => setDraft({ ...draft, phone })}
          fault={wrong.phone ?? null}
        />
      ) : null}
      <div className="adm-form__acts">
        <Button onClick={onBack}>{t('shifts.back')}</Button>
        <Button kind="primary" type="submit" busy={swap.isPending}>
          {t('shifts.swap')}
        </Button>
      </div>
    </form>
  );
}
