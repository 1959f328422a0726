/** Taking a deactivation back before its instant. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import { callOffDeactivation } from '#contract/deactivations.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useCallOff } from './queries.ts';

export function CallOffDialog({ view, onClose }: { view: DeactivationView; onClose: () => void }) {
  const t = useT();
  const form = useId();
  const act = useCallOff(view.id);
  const [reason, type] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const body = { version: view.version, reason };
    const found = faultsOf(t, callOffDeactivation.body, body);
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate(body, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      confirmLoss={reason !== ''}
      title={t('deactivations.call-off.title')}
      intro={t('deactivations.call-off.text', { name: view.person.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('deactivations.call-off.leave')}</Button>
          <Button kind="danger" type="submit" form={form} busy={act.isPending}>
            {t('deactivations.call-off.do')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={send} noValidate>
        <Field id={`${form}-reason`} label={t('deactivations.call-off.reason')} error={shown.reason ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              value={reason}
              maxLength={500}
              onChange={(event) => type(event.currentTarget.value)}
            />
          )}
        </Field>
        {act.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
      </form>
    </Dialog>
  );
}
