/** Linking somebody to who they are in a directory: looked up there where it can be, with a ground that stays. */
import { type FormEvent, useId, useState } from 'react';
import { linkPersonDirectory } from '#contract/directory-links.ts';
import type { PersonPage } from '#contract/person-page.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useDirectoriesToLink, useLinkDirectory } from './directory-queries.ts';
import { LookUp } from './look-up.tsx';

type Props = { person: PersonPage; name: string; onClose: () => void };
type Draft = { directoryId: string; subject: string; ground: string };

export function LinkDirectoryDialog({ person, name, onClose }: Props) {
  const t = useT();
  const locale = useLocale();
  const form = useId();
  const toast = useToast();
  const directories = useDirectoriesToLink();
  const act = useLinkDirectory(person.id);
  const [draft, setDraft] = useState<Draft>({ directoryId: '', subject: '', ground: '' });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const linked = new Set<string>(person.directories.links.map(({ directoryId }) => directoryId));
  const open = (directories.data?.items ?? []).filter(({ id }) => !linked.has(id));
  const directory = open.find(({ id }) => id === draft.directoryId) ?? (open.length === 1 ? open[0] : undefined);
  const isLdap = directory?.settings.kind === 'ldap';
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const put = (next: Partial<Draft>) => setDraft((now) => ({ ...now, ...next }));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const body = { ...draft, directoryId: directory?.id ?? '' };
    const found = faultsOf(t, linkPersonDirectory.body, body);
    if (found.directoryId) found.directoryId = t('directories.link.choose');
    if (isLdap && draft.subject === '') found.subject = t('directories.link.look-first');
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate(body, {
      onSuccess: () => {
        toast(t('directories.link.done', { name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('directories.link.title', { name })}
      confirmLoss={draft.ground !== '' || draft.subject !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.isPending}>
            {t('directories.link.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        <p>{t('directories.link.explain')}</p>
        <LoadTrouble of={directories} />
        {act.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <Field label={t('directories.link.directory')} error={shown.directoryId ?? null}>
          {(wired) => (
            <Select
              {...wired}
              value={directory?.id ?? ''}
              onChange={(event) => put({ directoryId: event.currentTarget.value, subject: '' })}
            >
              <option value="">{t('auth.choose')}</option>
              {open.map(({ id, nameEs, nameEn }) => (
                <option key={id} value={id}>
                  {locale === 'en' ? nameEn : nameEs}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {directory && isLdap ? (
          <LookUp
            key={directory.id}
            directoryId={directory.id}
            email={person.email}
            error={shown.subject}
            onFound={(subject) => put({ subject })}
          />
        ) : null}
        {directory && !isLdap ? (
          <Field
            label={t('directories.link.subject')}
            hint={t('directories.link.subject-hint')}
            error={shown.subject ?? null}
          >
            {(wired) => (
              <TextInput
                {...wired}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={255}
                value={draft.subject}
                onChange={(event) => put({ subject: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
        <Ground value={draft.ground} onChange={(ground) => put({ ground })} error={shown.ground} />
        {directory?.enabled && !directory.keepsPassword && person.directories.hasPassword ? (
          <Notice kind="warning">{t('directories.link.bound')}</Notice>
        ) : null}
        <Notice kind="info">{t('directories.link.told')}</Notice>
      </form>
    </Dialog>
  );
}

type GroundProps = { value: string; onChange: (value: string) => void; error: string | undefined };

export function Ground({ value, onChange, error }: GroundProps) {
  const t = useT();
  return (
    <Field label={t('directories.link.ground')} hint={t('directories.link.ground-hint')} error={error ?? null}>
      {(wired) => (
        <TextInput
          {...wired}
          autoComplete="off"
          maxLength={300}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
