/** Giving somebody leave to file on account of another: of whom, until when, on what ground. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import { grantDelegation } from '#contract/delegations.ts';
import type { AgencyId } from '#contract/ids.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { useGrantDelegation } from '#web/shared/delegations/queries.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { PersonField, type Whom } from './person-field.tsx';

type Props = { personId: string; name: string; agencyId: AgencyId | undefined; onClose: () => void };

export function DelegationDialog({ personId, name, agencyId, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const form = useId();
  const act = useGrantDelegation(personId);
  const [key] = useState(newKey);
  const [whom, setWhom] = useState<Whom | null>(null);
  const [until, setUntil] = useState('');
  const [ground, setGround] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const body = { principalId: whom?.id ?? '', until, ground };
    const found = faultsOf(t, grantDelegation.body, body);
    setWrong(whom === null ? { ...found, principalId: t('delegations.principal-needed') } : found);
    if (whom === null || Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate(
      { ...body, key },
      {
        onSuccess: () => {
          toast(t('delegations.given', { delegate: name, principal: whom.name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('delegations.give.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('delegations.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.isPending}>
            {t('delegations.give.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        <p>{t('delegations.give.explain')}</p>
        {act.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <PersonField
          label={t('delegations.principal')}
          hint={t('delegations.principal-hint')}
          {...{ whom, but: personId, agencyId }}
          error={shown.principalId ?? null}
          onChoose={setWhom}
        />
        <Field label={t('delegations.last-day')} error={shown.until ?? null}>
          {(wired) => (
            <TextInput {...wired} type="date" value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
          )}
        </Field>
        <Field label={t('delegations.why')} hint={t('delegations.why-hint')} error={shown.ground ?? null}>
          {(wired) => (
            <TextArea
              {...wired}
              rows={2}
              value={ground}
              maxLength={300}
              onChange={(event) => setGround(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
