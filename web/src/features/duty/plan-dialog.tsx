/** New shifts: one, or a week of them again and again; looked at before they are kept. */
import { type FormEvent, useId, useState } from 'react';
import { PATTERN_MAX_WEEKS, ShiftPlan } from '#contract/duty.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Draft, draftFor, PlanFields, planOf } from './plan-fields.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { type Planned, type Roster, useAdd, usePreview } from './queries.ts';
import { useDates } from './use-dates.ts';

type Props = { rosters: readonly Roster[]; onClose: () => void };

export function PlanDialog({ rosters, onClose }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const dates = useDates();
  const own = rosters.filter((roster) => roster.administer);
  const [first] = useState(() => draftFor(own, dates.today));
  const [draft, setDraft] = useState<Draft>(first);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [looked, look] = useState<readonly Planned[] | null>(null);
  const [key] = useState(newKey);
  const preview = usePreview();
  const add = useAdd();
  const set = (next: Partial<Draft>) => {
    setDraft({ ...draft, ...next });
    look(null);
    preview.reset();
    add.reset();
  };
  const check = (form: HTMLFormElement | null) => {
    const faults = faultsOf(t, ShiftPlan, planOf(draft));
    setWrong(faults);
    if (Object.keys(faults).length === 0) return true;
    if (form) standAtFault(form);
    return false;
  };
  const refused = (error: unknown) => setWrong(fieldErrors(t, error));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (preview.isPending || add.isPending || !check(event.currentTarget)) return;
    if (looked === null)
      return preview.mutate(planOf(draft), { onSuccess: ({ items }) => look(items), onError: refused });
    const body = planOf(draft);
    add.mutate(
      { body, key: `${key}-${body.without.length}` },
      {
        onSuccess: ({ added }) => {
          toast(t('shifts.added', { count: added }));
          onClose();
        },
        onError: refused,
      },
    );
  };
  const kept = looked?.filter((shift) => !draft.without.includes(shift.day)) ?? [];
  const blocked = kept.length === 0 || kept.some((shift) => shift.trouble !== null);
  const error = add.error ?? preview.error;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('shifts.new')}
      intro={t('shifts.new-intro')}
      confirmLoss={draft !== first}
      footer={
        <>
          <Button onClick={looked === null ? onClose : () => look(null)}>
            {t(looked === null ? 'shifts.cancel' : 'shifts.back')}
          </Button>
          {/* Said why beside it: a shift in the way is left out, or the plan is another. */}
          <Button
            kind="primary"
            type="submit"
            form={id}
            busy={preview.isPending || add.isPending}
            disabled={looked !== null && blocked}
          >
            {looked === null ? t('shifts.look') : t('shifts.save', { count: kept.length })}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {error && Object.keys(wrong).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, error)}
          </Notice>
        ) : null}
        {looked === null ? (
          <PlanFields rosters={own} draft={draft} set={set} wrong={wrong} maxWeeks={PATTERN_MAX_WEEKS} />
        ) : (
          <PlanPreview
            shifts={looked}
            without={draft.without}
            onWithout={(without) => setDraft({ ...draft, without: [...without] })}
          />
        )}
      </form>
    </Dialog>
  );
}
