/** Programación: whether and when backups are made by themselves, and how many of them stay. */
import { type FormEvent, useId, useState } from 'react';
import { BackupPlan } from '#contract/safekeeping.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { isOutrun } from '#web/shared/client.ts';
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import { NumberInput } from '#web/shared/forms/number-input.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Checkbox, Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Details, useSavePlan } from './queries.ts';

const KEPT = ['days', 'weeks', 'months'] as const;

export function PlanDialog({ plan: { version, ...before }, onClose }: { plan: Details['plan']; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const { timeZone } = useInstitution();
  const save = useSavePlan();
  // The version as it was when the window opened: what came meanwhile is a conflict, and said.
  const [seen] = useState(version);
  const [first] = useState(before);
  const [plan, setPlan] = useState<BackupPlan>(before);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const wrong = faultsOf(t, BackupPlan, plan);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    save.mutate(
      { plan, version: seen },
      {
        onSuccess: () => {
          toast(t('backups.plan.saved'));
          onClose();
        },
      },
    );
  };
  const most = KEPT.reduce((sum, part) => sum + (Number.isFinite(plan[part]) ? plan[part] : 0), 0);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('backups.plan')}
      confirmLoss={JSON.stringify(plan) !== JSON.stringify(first)}
      footer={
        <>
          <Button onClick={onClose}>{t('backups.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={save.isPending}>
            {t('backups.plan.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {save.error ? (
          <Notice kind="problem" role="alert">
            {isOutrun(save.error)
              ? `${whoWasFirst(t, save.error)} ${t('backups.plan.stale')}`
              : faultText(t, save.error)}
          </Notice>
        ) : null}
        <Checkbox
          label={t('backups.plan.enabled')}
          hint={t('backups.plan.enabled-hint')}
          checked={plan.enabled}
          onChange={(event) => setPlan({ ...plan, enabled: event.currentTarget.checked })}
        />
        <Field
          label={t('backups.plan.hour')}
          hint={t('backups.plan.hour-hint', { zone: timeZone })}
          error={faults.hour ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="time"
              className="input--short"
              value={plan.hour}
              onChange={(event) => setPlan({ ...plan, hour: event.currentTarget.value })}
            />
          )}
        </Field>
        <fieldset className="adm-form__group">
          <legend>{t('backups.plan.kept')}</legend>
          <div className="safe-three">
            {KEPT.map((part) => (
              <Field key={part} label={t(`backups.plan.${part}`)} error={faults[part] ?? null}>
                {(wired) => (
                  <NumberInput
                    {...wired}
                    answer={plan[part]}
                    onAnswer={(answer) =>
                      setPlan({ ...plan, [part]: typeof answer === 'number' ? answer : Number.NaN })
                    }
                  />
                )}
              </Field>
            ))}
          </div>
          <p className="small sub">{t('backups.plan.means', { count: most })}</p>
        </fieldset>
      </form>
    </Dialog>
  );
}
