/** Institución: names, ways in and folio, as an administrator changes them later. */
import '#web/styles/administration.css';
import { type FormEvent, useId, useState } from 'react';
import { saveSettings } from '#contract/institution.ts';
import { faultsOf } from '#web/shared/check.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { listed, under } from './faults.ts';
import { draftOf, onBoxes, settingsOf } from './institution-draft.ts';
import { InstitutionFields } from './institution-fields.tsx';
import { LetterheadCard } from './letterhead-card.tsx';
import { type Settings, useSaveSettings, useSettings } from './queries.ts';
import { RetentionCard } from './retention-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';

export function SettingsPage() {
  const t = useT();
  const settings = useSettings();
  return (
    <div className="desk__body admin">
      <header>
        <h1>{t('setup.settings.title')}</h1>
        <p className="sub">{t('setup.settings.intro')}</p>
      </header>
      <LoadTrouble of={settings} />
      {settings.isPending ? <Skeleton rows={6} /> : null}
      {/* A version of its own form: what somebody else saved replaces what was read, never what is being typed. */}
      {settings.data ? (
        <SettingsForm read={settings.data} refresh={async () => (await settings.refetch()).data} />
      ) : null}
      <LetterheadCard />
      <SecondFactorCard />
      <RetentionCard />
    </div>
  );
}

type Props = { read: Settings; refresh: () => Promise<Settings | undefined> };

function SettingsForm({ read, refresh }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const kept = useKept('settings', { draft: draftOf(read.institution), version: read.version });
  const { draft, version } = kept.value;
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const save = useSaveSettings();
  const stale = save.error instanceof Refused && save.error.problem.code === 'version.stale';
  const takeTheirs = async () => {
    const theirs = await refresh();
    if (theirs === undefined) return;
    kept.settle({ draft: draftOf(theirs.institution), version: theirs.version });
    setWrong({});
    save.reset();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const body = { institution: settingsOf(draft), version };
    const faults = onBoxes(faultsOf(t, saveSettings.body, body));
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    save.mutate(body, {
      onSuccess: async () => {
        toast(t('setup.settings.saved'));
        const saved = await refresh();
        if (saved) kept.settle({ draft, version: saved.version });
      },
      onError: (error) => setWrong(onBoxes(fieldErrors(t, error))),
    });
  };
  const faults = listed(wrong, id);
  return (
    <form className="card card__body adm-form" onSubmit={send} noValidate>
      <KeptNotice show={kept.restored} onDrop={() => void takeTheirs()} />
      {faults.length > 1 ? <ErrorSummary errors={faults} /> : null}
      {save.isError && faults.length === 0 ? (
        <Notice
          kind="problem"
          role="alert"
          action={stale ? <Button onClick={() => void takeTheirs()}>{t('setup.settings.theirs')}</Button> : undefined}
        >
          {faultText(t, save.error)}
        </Notice>
      ) : null}
      <InstitutionFields
        value={draft}
        onChange={(next) => kept.set({ draft: next, version })}
        errors={under('institution', wrong)}
        prefix={`${id}-institution`}
      />
      <div className="adm-form__acts">
        <Button kind="primary" type="submit" busy={save.isPending}>
          {t('setup.settings.save')}
        </Button>
      </div>
    </form>
  );
}
