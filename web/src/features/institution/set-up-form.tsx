/** The whole set-up in one form: nothing typed is lost when something does not fit or the connection is cut. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { completeSetUp } from '#contract/institution.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { AdministratorFields, NOBODY } from './administrator-fields.tsx';
import { listed, under } from './faults.ts';
import { draftOf, type InstitutionDraft, onBoxes, settingsOf } from './institution-draft.ts';
import { InstitutionFields } from './institution-fields.tsx';
import { type Proposed, type SetUp, useCompleteSetUp } from './queries.ts';
import { SetUpMail } from './set-up-mail.tsx';

type Typed = {
  institution: InstitutionDraft;
  mail: SetUp['mail'];
  administrator: SetUp['administrator'];
  withStartingCatalogue: boolean;
};

const blank = (proposed: Proposed): Typed => ({
  institution: draftOf(proposed),
  mail: { smtpUrl: '', mailFrom: '' },
  administrator: NOBODY,
  withStartingCatalogue: true,
});
/** The address of the mail server carries its password. */
const withoutSecrets = (typed: Typed): Typed => ({
  ...typed,
  mail: { ...typed.mail, smtpUrl: '' },
  administrator: { ...typed.administrator, password: '' },
});

type Props = { token: string; proposed: Proposed; finish: () => void };

export function SetUpForm({ token, proposed, finish }: Props) {
  const t = useT();
  const id = useId();
  const kept = useKept<Typed>('set-up', blank(proposed), withoutSecrets);
  const { institution, mail, administrator, withStartingCatalogue } = kept.value;
  const set = (next: Partial<Typed>) => kept.set((typed) => ({ ...typed, ...next }));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const complete = useCompleteSetUp();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (complete.isPending) return;
    const body = { token, institution: settingsOf(institution), mail, administrator, withStartingCatalogue };
    const faults = onBoxes(faultsOf(t, completeSetUp.body, body));
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    complete.mutate(body, {
      onSuccess: () => {
        kept.settle(blank(proposed));
        finish();
      },
      onError: (error) => setWrong(onBoxes(fieldErrors(t, error))),
    });
  };
  const faults = listed(wrong, id);
  const part = (name: string) => ({ errors: under(name, wrong), prefix: `${id}-${name}` });
  return (
    <form className="adm-form" onSubmit={send} noValidate>
      <KeptNotice show={kept.restored} onDrop={() => kept.settle(blank(proposed))} />
      {faults.length > 1 ? <ErrorSummary errors={faults} /> : null}
      <Part title="setup.start.institution" text="setup.start.institution-text">
        <InstitutionFields
          value={institution}
          onChange={(next) => set({ institution: next })}
          {...part('institution')}
        />
      </Part>
      <Part title="setup.start.mail" text="setup.start.mail-text">
        <SetUpMail token={token} value={mail} onChange={(next) => set({ mail: next })} {...part('mail')} />
      </Part>
      <Part title="setup.start.administrator" text="setup.start.administrator-text">
        <AdministratorFields
          value={administrator}
          onChange={(next) => set({ administrator: next })}
          {...part('administrator')}
        />
      </Part>
      <Part title="setup.start.catalogue">
        <Checkbox
          label={t('setup.start.with-catalogue')}
          hint={t('setup.start.with-catalogue-hint')}
          checked={withStartingCatalogue}
          onChange={(event) => set({ withStartingCatalogue: event.currentTarget.checked })}
        />
      </Part>
      {complete.isError && faults.length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, complete.error)}
        </Notice>
      ) : null}
      <div className="adm-form__acts">
        <Button kind="primary" type="submit" busy={complete.isPending}>
          {t('setup.start.finish')}
        </Button>
      </div>
    </form>
  );
}

function Part(props: { title: MessageKey; text?: MessageKey; children: ReactNode }) {
  const t = useT();
  return (
    <section className="adm-form__section">
      <h2>{t(props.title)}</h2>
      {props.text === undefined ? null : <p className="sub measure">{t(props.text)}</p>}
      {props.children}
    </section>
  );
}
