/** Firma: the real sheet, and two ways to sign it. On screen with the password again; on paper, to be sent up afterwards. */
import { type FormEvent, useState } from 'react';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Field, PasswordInput, TextInput } from '#web/shared/ui/field.tsx';
import { IconPencil, IconPrinter } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Attestations, attestationId, missingOf, NONE_ATTESTED } from './attestations.tsx';
import { useSign } from './queries.ts';
import { SheetOf } from './sheet-of.tsx';

type Trouble = { id: string; message: string }[];

function ScreenWay({ view }: { view: EnrolmentView }) {
  const t = useT();
  const { person, hasSecondFactor } = useSession();
  const signing = useSign(view.id);
  const [attested, attest] = useState(NONE_ATTESTED);
  const [password, type] = useState('');
  const [code, typeCode] = useState('');
  // A new list each time it is sent: the summary takes the focus again.
  const [missing, miss] = useState<{ list: Trouble; tries: number }>({ list: [], tries: 0 });
  const shown = fieldErrors(t, signing.error);
  const [wrong, wrongCode] = [shown['by.password'], shown['by.code']];
  // Set up elsewhere since this page was opened: the server says so.
  const asksCode = hasSecondFactor || wrongCode !== undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const list = missingOf(attested).map((name) => ({ id: attestationId(name), message: t('field.attestation') }));
    if (password === '') list.push({ id: 'alta-password', message: t('field.required') });
    if (asksCode && code.trim() === '') list.push({ id: 'alta-code', message: t('field.required') });
    miss(({ tries }) => ({ list, tries: tries + 1 }));
    if (list.length > 0) return;
    const { version, responsibilitiesVersion } = view;
    signing.mutate({
      ...{ version, responsibilitiesVersion },
      attested: { active: true, accepted: true, assigned: true },
      by: { way: 'screen', password, ...(asksCode ? { code } : {}) },
    });
  };
  return (
    <form className="card card__body alta-way" onSubmit={send} noValidate aria-labelledby="alta-way-screen">
      <h2 id="alta-way-screen" className="h3">
        {t('enrolments.sign.screen')}
      </h2>
      <p className="sub">{t('enrolments.sign.screen-text', { name: `${person.givenNames} ${person.firstSurname}` })}</p>
      {missing.list.length > 0 ? <ErrorSummary key={missing.tries} errors={missing.list} /> : null}
      <Attestations attested={attested} asked={missing.tries > 0} onChange={attest} />
      <Field
        id="alta-password"
        label={t('enrolments.sign.password')}
        error={wrong ?? (missing.tries > 0 && password === '' ? t('field.required') : null)}
      >
        {(wired) => (
          <PasswordInput
            {...wired}
            value={password}
            autoComplete="current-password"
            onChange={(event) => type(event.currentTarget.value)}
          />
        )}
      </Field>
      {asksCode ? (
        <Field
          id="alta-code"
          label={t('enrolments.sign.code')}
          hint={t('enrolments.sign.code-hint')}
          error={wrongCode ?? (missing.tries > 0 && code.trim() === '' ? t('field.required') : null)}
        >
          {(wired) => (
            <TextInput
              {...wired}
              className="input--code"
              value={code}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              autoCorrect="off"
              spellCheck={false}
              maxLength={40}
              onChange={(event) => typeCode(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : null}
      {signing.isError && wrong === undefined && wrongCode === undefined ? (
        <Notice kind="problem" role="alert">
          {faultText(t, signing.error)}
        </Notice>
      ) : null}
      <div>
        <Button type="submit" kind="primary" busy={signing.isPending} icon={<IconPencil />}>
          {t('enrolments.sign.send')}
        </Button>
      </div>
    </form>
  );
}

function PaperWay({ view }: { view: EnrolmentView }) {
  const t = useT();
  return (
    <section className="card card__body alta-way" aria-labelledby="alta-way-paper">
      <h2 id="alta-way-paper" className="h3">
        {t('enrolments.sign.paper')}
      </h2>
      <p className="sub">{t('enrolments.sign.paper-text')}</p>
      <div className="row row--wrap">
        <Button icon={<IconPrinter />} onClick={() => window.print()}>
          {t('enrolments.sign.print')}
        </Button>
        <LinkButton to="/altas/$id" params={{ id: view.id }} search={{ paso: 'subida' }}>
          {t('enrolments.sign.have-it')}
        </LinkButton>
      </div>
    </section>
  );
}

export function SignStep({ view }: { view: EnrolmentView }) {
  const t = useT();
  return (
    <>
      <div className="alta-ways alta-screen">
        <ScreenWay view={view} />
        <PaperWay view={view} />
        <p>
          <LinkButton kind="quiet" to="/altas/$id" params={{ id: view.id }} search={{}}>
            {t('enrolments.back-to-rows')}
          </LinkButton>
        </p>
      </div>
      <SheetOf view={view} />
    </>
  );
}
