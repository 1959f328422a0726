/** Who an address or a distinguished name is in an LDAP directory, seen before anybody is linked to them. */
import { type KeyboardEvent, useState } from 'react';
import type { TROUBLES } from '#contract/directories.ts';
import { lookUpInDirectory } from '#contract/directory-links.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useLookUp } from './directory-queries.ts';

type Props = {
  directoryId: string;
  /** To begin with. */
  email: string;
  error: string | undefined;
  /** Empty while nobody is found who may be linked. */
  onFound: (subject: string) => void;
};

const said = (trouble: (typeof TROUBLES)[number]): MessageKey => `directories.trouble.${trouble}`;

export function LookUp({ directoryId, email, error, onFound }: Props) {
  const t = useT();
  const [who, type] = useState(email);
  const [wrong, setWrong] = useState<string>();
  const act = useLookUp(directoryId);
  const found = act.data?.found ?? null;
  const look = () => {
    if (act.isPending) return;
    const faults = faultsOf(t, lookUpInDirectory.body, { who });
    setWrong(faults.who);
    onFound('');
    if (faults.who) return;
    act.mutate(who, {
      onSuccess: (answer) => onFound(answer.found?.linkedTo === null ? answer.found.subject : ''),
      onError: (fault) => setWrong(fieldErrors(t, fault).who),
    });
  };
  // The form around it is sent by its own button: Enter in this box looks up.
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    look();
  };
  return (
    <>
      <Field label={t('directories.link.who')} error={wrong ?? error ?? null}>
        {(wired) => (
          <span className="people-look">
            <TextInput
              {...wired}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={300}
              value={who}
              onKeyDown={enter}
              onChange={(event) => {
                type(event.currentTarget.value);
                act.reset();
                onFound('');
              }}
            />
            <Button busy={act.isPending} onClick={look}>
              {t('directories.link.look')}
            </Button>
          </span>
        )}
      </Field>
      {act.isError && wrong === undefined ? (
        <Notice kind="problem" role="alert">
          {faultText(t, act.error)}
        </Notice>
      ) : null}
      {act.data?.trouble ? (
        <Notice kind="problem" role="alert">
          {t(said(act.data.trouble), { host: t('directories.link.directory') })}
        </Notice>
      ) : null}
      {found === null ? null : (
        <Notice kind={found.linkedTo === null ? 'good' : 'problem'} role="status">
          {found.linkedTo === null
            ? t('directories.link.found-title')
            : t('directories.link.taken-by', { name: found.linkedTo.name })}{' '}
          <strong>{found.name}</strong> {found.email}
          <br />
          <small>{t('directories.person.subject', { subject: found.subject })}</small>
        </Notice>
      )}
    </>
  );
}
