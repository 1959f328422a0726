/** Giving somebody leave to file on account of another: of whom, until when, on what ground. What was typed stays when it is refused. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useId, useState } from 'react';
import { grantDelegation } from '#contract/delegations.ts';
import { listPeople } from '#contract/people.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { call, newKey } from '#web/shared/client.ts';
import { useGrantDelegation } from '#web/shared/delegations/queries.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { nameOf } from './name.ts';

type Whom = { id: string; name: string };
type Props = { personId: string; name: string; onClose: () => void };

export function DelegationDialog({ personId, name, onClose }: Props) {
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
        <PrincipalField whom={whom} but={personId} error={shown.principalId ?? null} onChoose={setWhom} />
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

type PrincipalProps = {
  whom: Whom | null;
  /** Nobody files on their own account. */
  but: string;
  error: string | null;
  onChoose: (whom: Whom | null) => void;
};

function PrincipalField({ whom, but, error, onChoose }: PrincipalProps) {
  const t = useT();
  const locale = useLocale();
  const [text, type] = useState('');
  const wanted = useDeferredValue(text.trim());
  const looking = useQuery({
    queryKey: ['people', 'principals', wanted],
    queryFn: ({ signal }) => call(listPeople, { query: { q: wanted, state: 'active' }, signal }),
    enabled: wanted.length >= 3 && whom === null,
    placeholderData: (before) => before,
  });
  if (whom !== null)
    return (
      <div className="field">
        <span className="h2">{t('delegations.principal')}</span>
        <p className="row row--wrap">
          <b>{whom.name}</b>
          <Button small onClick={() => onChoose(null)}>
            {t('delegations.principal-another')}
          </Button>
        </p>
      </div>
    );
  const people = wanted.length >= 3 ? looking.data?.items.filter(({ id }) => id !== but).slice(0, 8) : undefined;
  const choices =
    people?.map((person) => ({
      value: person.id,
      label: nameOf(person),
      note: `${local(person.agencyName, locale)} · ${person.email}`,
    })) ?? null;
  return (
    <Field label={t('delegations.principal')} hint={t('delegations.principal-hint')} error={error}>
      {(wired) => (
        <ComboBox
          {...wired}
          text={text}
          onText={type}
          choices={choices}
          onChoose={({ value, label }) => onChoose({ id: value, name: label })}
          status={choices === null ? '' : t('delegations.found', { count: choices.length })}
          onLeave={() => undefined}
        />
      )}
    </Field>
  );
}
