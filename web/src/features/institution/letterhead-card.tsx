/** Membrete: the sign, the legend of this year and of the next, the legal sentence of a receipt, and a sheet to look at. */
import '#web/styles/letterhead.css';
import { type FormEvent, useId, useState } from 'react';
import { printLetterheadSample, saveLetterhead } from '#contract/letterhead.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { isOutrun } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Letterhead, useLetterhead, useSaveLetterhead } from './letterhead-queries.ts';
import { LogoField } from './logo-field.tsx';

export function LetterheadCard() {
  const t = useT();
  const letterhead = useLetterhead();
  return (
    <section className="card card__body adm-form" aria-labelledby="letterhead">
      <h2 id="letterhead">{t('setup.letterhead.title')}</h2>
      <p className="sub measure">{t('setup.letterhead.intro')}</p>
      <LoadTrouble of={letterhead} />
      {letterhead.isPending ? <Skeleton rows={4} /> : null}
      {letterhead.data ? (
        <>
          <LogoField logo={letterhead.data.logo} />
          <TextsForm read={letterhead.data} refresh={async () => (await letterhead.refetch()).data} />
          <Before of={letterhead.data} />
          <p>
            <a className="button" href={printLetterheadSample.path} download>
              {t('setup.letterhead.sample')}
            </a>{' '}
            <span className="small sub">{t('setup.letterhead.sample-hint')}</span>
          </p>
        </>
      ) : null}
    </section>
  );
}

type Draft = { readonly [year: string]: string };
const draftOf = ({ year, legends, legalText, version }: Letterhead) => ({
  legends: Object.fromEntries(
    legends.filter((each) => each.year >= year).map((each) => [String(each.year), each.text]),
  ) as Draft,
  ...{ legalText, version },
});

type Props = { read: Letterhead; refresh: () => Promise<Letterhead | undefined> };

function TextsForm({ read, refresh }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const kept = useKept('letterhead', draftOf(read));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const save = useSaveLetterhead();
  const { legends, legalText, version } = kept.value;
  const years = Object.keys(legends).sort();
  const body = {
    legends: years.map((year) => ({ year: Number(year), text: legends[year] ?? '' })),
    legalText,
    version,
  };
  const takeTheirs = async () => {
    const theirs = await refresh();
    if (theirs === undefined) return;
    kept.settle(draftOf(theirs));
    setWrong({});
    save.reset();
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const faults = faultsOf(t, saveLetterhead.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    save.mutate(body, {
      onSuccess: async () => {
        toast(t('setup.letterhead.saved'));
        await takeTheirs();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
  };
  return (
    <form className="adm-form" onSubmit={send} noValidate>
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
      {years.map((year, index) => (
        <Field
          key={year}
          id={`${id}-${year}`}
          label={t('setup.letterhead.legend', { year })}
          hint={t(index === 0 ? 'setup.letterhead.legend-hint' : 'setup.letterhead.legend-next-hint')}
          optional
          error={wrong[`legends.${index}.text`] ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              autoComplete="off"
              maxLength={240}
              value={legends[year] ?? ''}
              onChange={(event) =>
                kept.set({ ...kept.value, legends: { ...legends, [year]: event.currentTarget.value } })
              }
            />
          )}
        </Field>
      ))}
      <Field
        id={`${id}-legal`}
        label={t('setup.letterhead.legal')}
        hint={t('setup.letterhead.legal-hint', { usual: read.usualLegalText })}
        optional
        error={wrong.legalText ?? null}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={3}
            maxLength={600}
            value={legalText}
            onChange={(event) => kept.set({ ...kept.value, legalText: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="adm-form__acts">
        <Button kind="primary" type="submit" busy={save.isPending}>
          {t('setup.letterhead.save')}
        </Button>
      </div>
    </form>
  );
}

function Before({ of: { year, legends } }: { of: Letterhead }) {
  const t = useT();
  const before = legends.filter((each) => each.year < year);
  if (before.length === 0) return null;
  return (
    <details>
      <summary>{t('setup.letterhead.legends-before')}</summary>
      <ul className="rule-changes">
        {before.map((each) => (
          <li key={each.year} className="small">
            <strong>{each.year}</strong> · {each.text}
          </li>
        ))}
      </ul>
    </details>
  );
}
