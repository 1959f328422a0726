/** The step after the password: a code, and what to do without one. */
import { type FormEvent, useEffect, useState } from 'react';
import { answerSecondStep } from '#contract/second-factor.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ByPasskey } from './by-passkey.tsx';
import { CodeField } from './code-field.tsx';
import { useAnswer } from './factor-queries.ts';
import { type FieldErrors, fieldsOf } from './form.ts';
import { mayHavePasskeys } from './no-passkey.ts';
import { useAnswerByPasskey } from './passkey-queries.ts';

export function SecondStepForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { operatorUnit } = useInstitution();
  const { secondStep } = useSession();
  const byPasskey = useAnswerByPasskey();
  const send = useAnswer();
  const form = useStandAtRefusal(send.error);
  useEffect(() => document.getElementById('second-step-code')?.focus(), []);
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = { ...errors, ...fieldErrors(t, send.error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const body = { code: fieldsOf(event.currentTarget).code ?? '' };
    const found = faultsOf(t, answerSecondStep.body, body);
    setErrors(found);
    send.reset();
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    send.mutate(body, { onSuccess: onDone });
  };
  return (
    <>
      <h1>{t('auth.second-step.title')}</h1>
      <p>{t('auth.second-step.text')}</p>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        {send.error && shown.code === undefined ? (
          <Notice kind="problem" role="alert">
            {faultText(t, send.error)}
          </Notice>
        ) : null}
        <CodeField
          id="second-step-code"
          label={t('auth.second-step.code')}
          hint={t('auth.second-step.hint')}
          error={shown.code ?? null}
        />
        <Button kind="primary" type="submit" busy={send.isPending}>
          {t('auth.second-step.send')}
        </Button>
      </form>
      {secondStep?.passkey && mayHavePasskeys() ? <ByPasskey send={byPasskey} onDone={onDone} /> : null}
      <p className="small sub">{t('auth.second-step.lost', { unit: operatorUnit })}</p>
    </>
  );
}
