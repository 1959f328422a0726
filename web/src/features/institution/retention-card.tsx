/** How long the desk keeps what is not the record itself: what goes, when, and what stays. A shorter term says first what it costs. */
import { type FormEvent, useId, useState } from 'react';
import { RETENTION_BOUNDS, SIGN_IN_PLACE_DAYS, saveRetention } from '#contract/retention.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { isOutrun } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Retention, useRetention, useSaveRetention } from './queries.ts';
import { ShortenDialog } from './shorten-dialog.tsx';

export function RetentionCard() {
  const t = useT();
  const retention = useRetention();
  return (
    <section className="card card__body adm-form" aria-labelledby="retention">
      <h2 id="retention">{t('setup.retention.title')}</h2>
      <p className="sub measure">{t('setup.retention.intro')}</p>
      <LoadTrouble of={retention} />
      {retention.isPending ? <Skeleton rows={4} /> : null}
      {retention.data ? (
        <>
          <TermsForm read={retention.data} refresh={async () => (await retention.refetch()).data} />
          <LastSweep of={retention.data} />
        </>
      ) : null}
    </section>
  );
}

function LastSweep({ of: { sweptAt, swept } }: { of: Retention }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  if (sweptAt === null) return <p className="small sub">{t('setup.retention.not-yet')}</p>;
  const when = formatWhen(new Date(sweptAt), { timeZone, locale, now });
  return (
    <p className="small sub">
      {t('setup.retention.swept', { when })}{' '}
      {swept === null ? null : t('setup.retention.swept-what', { letters: swept.letters, notices: swept.notices })}
    </p>
  );
}

const TERMS = ['letterDays', 'blockedYears'] as const;
const WORDS = {
  letterDays: { label: 'setup.retention.letters', hint: 'setup.retention.letters-hint' },
  blockedYears: { label: 'setup.retention.blocked', hint: 'setup.retention.blocked-hint' },
} as const;

const draftOf = ({ terms, version }: Retention) => ({
  ...{ letterDays: String(terms.letterDays), blockedYears: String(terms.blockedYears), version },
});
/** An empty box is no number, not zero. */
const figureOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));

type Props = { read: Retention; refresh: () => Promise<Retention | undefined> };

function TermsForm({ read, refresh }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const kept = useKept('retention', draftOf(read));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [asking, ask] = useState(false);
  const save = useSaveRetention();
  const draft = kept.value;
  const body = {
    terms: { letterDays: figureOf(draft.letterDays), blockedYears: figureOf(draft.blockedYears) },
    version: draft.version,
  };
  const takeTheirs = async () => {
    const theirs = await refresh();
    if (theirs === undefined) return;
    kept.settle(draftOf(theirs));
    setWrong({});
    save.reset();
  };
  const send = () => {
    ask(false);
    save.mutate(body, {
      onSuccess: async () => {
        toast(t('setup.retention.saved'));
        await takeTheirs();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
  };
  const check = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const faults = faultsOf(t, saveRetention.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    if (body.terms.letterDays < read.terms.letterDays) ask(true);
    else send();
  };
  return (
    <>
      <form className="adm-form" onSubmit={check} noValidate>
        <KeptNotice show={kept.restored} onDrop={() => void takeTheirs()} />
        {save.isError && Object.keys(wrong).length === 0 ? (
          <Notice
            kind="problem"
            role="alert"
            action={
              isOutrun(save.error) ? (
                <Button onClick={() => void takeTheirs()}>{t('setup.settings.theirs')}</Button>
              ) : undefined
            }
          >
            {faultText(t, save.error)}
          </Notice>
        ) : null}
        <div className="terms">
          {TERMS.map((name) => {
            const [least, most] = RETENTION_BOUNDS[name];
            return (
              <Field
                key={name}
                id={`${id}-${name}`}
                label={t(WORDS[name].label)}
                hint={t(WORDS[name].hint, { least, most })}
                error={wrong[`terms.${name}`] ?? null}
              >
                {(wired) => (
                  <span className="terms__figure">
                    <TextInput
                      {...wired}
                      className="input--short"
                      inputMode="numeric"
                      maxLength={4}
                      value={draft[name]}
                      onChange={({ currentTarget: { value } }) => kept.set({ ...draft, [name]: value })}
                    />
                    <span aria-hidden="true">
                      {t(name === 'letterDays' ? 'setup.retention.days' : 'setup.retention.years')}
                    </span>
                  </span>
                )}
              </Field>
            );
          })}
          <div>
            <strong>{t('setup.retention.places')}</strong>
            <p className="hint">{t('setup.retention.places-hint', { days: SIGN_IN_PLACE_DAYS })}</p>
          </div>
        </div>
        <div className="adm-form__acts">
          <Button kind="primary" type="submit" busy={save.isPending}>
            {t('setup.retention.save')}
          </Button>
        </div>
      </form>
      {asking ? (
        <ShortenDialog
          from={read.terms.letterDays}
          to={body.terms.letterDays}
          onClose={() => ask(false)}
          onConfirm={send}
        />
      ) : null}
    </>
  );
}
