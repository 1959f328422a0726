/** The form of a directory. What saving does to people who are linked is said before it is done. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { addDirectory, type DirectoryView } from '#contract/directories.ts';
import { faultsOf } from '#web/shared/check.ts';
import { isOutrun } from '#web/shared/client.ts';
import { faultText, fieldErrors, whoWasFirst } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { Box, boxId, type Part } from './boxes.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { bodyOf, byBox, type Consequence, consequencesOf, type Draft, missingIn } from './draft.ts';
import { GroupFields, KeepsPasswordField, NewcomerFields } from './people-fields.tsx';
import { useSave } from './queries.ts';

type Props = {
  /** As it was when the form was filled. */
  directory: DirectoryView | null;
  /** As it is now. */
  newest: DirectoryView | null;
  draft: Draft;
  change: (next: Partial<Draft>) => void;
  settle: (saved: DirectoryView | null) => void;
  returnUrl: string;
};

const CONSEQUENCES: Record<Consequence, MessageKey> = {
  off: 'directories.means.off',
  bound: 'directories.means.bound',
  place: 'directories.means.place',
};

export function DirectoryForm({ directory, newest, draft, change, settle, returnUrl }: Props) {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const save = useSave(directory);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [asking, ask] = useState<Consequence[]>([]);
  const send = () => {
    ask([]);
    save.mutate(
      { body: bodyOf(draft), version: directory?.version ?? 0 },
      {
        onSuccess: (saved) => {
          toast(t('directories.saved'));
          settle(saved);
          if (directory === null)
            void navigate({ to: '/administracion/directorios/$id', params: { id: saved.id }, replace: true });
        },
        onError: (error) => setWrong(byBox(fieldErrors(t, error))),
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const faults = byBox(faultsOf(t, addDirectory.body, bodyOf(draft)));
    for (const path of missingIn(draft, directory?.hasSecret ?? false)) faults[path] ??= t('field.required');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    const meant = consequencesOf(directory, draft);
    if (meant.length > 0) return ask(meant);
    send();
  };
  const takeTheirs = () => {
    settle(newest);
    setWrong({});
    save.reset();
  };
  const listed = Object.entries(wrong).map(([path, message]) => ({ id: boxId(path), message }));
  const part: Part = { draft, change, wrong };
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      {listed.length > 0 ? <ErrorSummary errors={listed} /> : null}
      {save.isError && listed.length === 0 ? (
        <Notice
          kind="problem"
          role="alert"
          action={isOutrun(save.error) ? <Button onClick={takeTheirs}>{t('directories.theirs')}</Button> : undefined}
        >
          {isOutrun(save.error) ? `${whoWasFirst(t, save.error)} ${t('directories.stale')}` : faultText(t, save.error)}
        </Notice>
      ) : null}
      <div className="card card__body adm-form">
        <General {...part} />
        <ConnectionFields {...part} hasSecret={directory?.hasSecret ?? false} returnUrl={returnUrl} />
        <NewcomerFields {...part} />
        <GroupFields {...part} />
        <KeepsPasswordField {...part} />
        <Checkbox
          id={boxId('enabled')}
          label={t('directories.enabled')}
          hint={t('directories.enabled-hint')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <div className="adm-form__acts">
          <Button kind="primary" type="submit" busy={save.isPending}>
            {t(directory === null ? 'directories.add' : 'directories.save')}
          </Button>
        </div>
      </div>
      {asking.length > 0 && directory !== null ? (
        <Dialog
          open
          onClose={() => ask([])}
          title={t('directories.means.title')}
          footer={
            <>
              <Button onClick={() => ask([])}>{t('setup.dialog.back')}</Button>
              <Button kind="danger" onClick={send}>
                {t('directories.means.do')}
              </Button>
            </>
          }
        >
          {asking.map((each) => (
            <p key={each}>{t(CONSEQUENCES[each], { people: directory.people, stranded: directory.onlyWay })}</p>
          ))}
        </Dialog>
      ) : null}
    </form>
  );
}

function General({ draft, change, wrong }: Part) {
  const t = useT();
  return (
    <fieldset className="adm-form__group">
      <legend className="h2">{t('directories.part.general')}</legend>
      <div className="adm-grid">
        <Box
          path="nameEs"
          label="directories.name-es"
          wrong={wrong}
          max={80}
          value={draft.nameEs}
          onChange={(nameEs) => change({ nameEs })}
        />
        <Box
          path="nameEn"
          label="directories.name-en"
          wrong={wrong}
          max={80}
          value={draft.nameEn}
          onChange={(nameEn) => change({ nameEn })}
        />
      </div>
      <div className="dir-pair">
        <Box
          path="domains"
          label="directories.domains"
          hint={t(draft.settings.kind === 'ldap' ? 'directories.domains-hint-ldap' : 'directories.domains-hint-oidc')}
          optional={draft.settings.kind === 'oidc'}
          wrong={wrong}
          value={draft.domains}
          onChange={(domains) => change({ domains })}
        />
        <Box
          path="position"
          label="directories.position"
          hint={t('directories.position-hint')}
          short
          max={2}
          wrong={wrong}
          value={draft.position}
          onChange={(position) => change({ position })}
        />
      </div>
    </fieldset>
  );
}
