/** What a person may do: roles and teams. Taking a role away closes their sessions. */
import { type FormEvent, useId, useState } from 'react';
import { grantRoles, type PersonView } from '#contract/people.ts';
import { clashesIn } from '#contract/role-grants.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useGrant } from './queries.ts';
import { type Granted, RoleFields } from './role-fields.tsx';
import { RoleTerms, type Terms, termsOf, termsSaid } from './role-terms.tsx';

type Props = { person: PersonView; name: string; onClose: () => void };

export function RolesDialog({ person, name, onClose }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const [granted, setGranted] = useState<Granted>({ roles: person.roles, teamIds: person.teamIds });
  const [terms, setTerms] = useState<Terms>(() => termsOf(person));
  const [ground, setGround] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const grant = useGrant(person.id);
  const takesAway = person.roles.some((role) => !granted.roles.includes(role));
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (grant.isPending) return;
    const body = {
      ...{ roles: [...granted.roles], teamIds: [...granted.teamIds], ground },
      terms: termsSaid(granted.roles, terms),
    };
    const faults = faultsOf(t, grantRoles.body, body);
    const [clash] = clashesIn(granted.roles, person.roles);
    if (clash)
      faults.roles = t('roles.clash', { one: t(`common.role.${clash[0]}`), other: t(`common.role.${clash[1]}`) });
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    grant.mutate(body, {
      onSuccess: () => {
        toast(t('setup.people.done.roles', { name }));
        onClose();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('setup.roles.title', { name })}
      confirmLoss={granted.roles !== person.roles || granted.teamIds !== person.teamIds || ground !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={grant.isPending}>
            {t('setup.roles.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={save} noValidate>
        {grant.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, grant.error)}
          </Notice>
        ) : null}
        {takesAway ? <Notice kind="warning">{t('setup.roles.warning')}</Notice> : null}
        <RoleFields value={granted} onChange={setGranted} error={wrong.roles} id={`${id}-roles`} />
        <RoleTerms roles={granted.roles} terms={terms} onChange={setTerms} faults={wrong} />
        <Field label={t('roles.ground-field')} hint={t('roles.ground-hint')} optional error={wrong.ground ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              autoComplete="off"
              maxLength={300}
              value={ground}
              onChange={(event) => setGround(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
