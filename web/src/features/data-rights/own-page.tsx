/** What I asked about my own data, and asking. What was typed stays when it is refused. */
import '#web/styles/accounts.css';
import '#web/styles/administration.css';
import { type FormEvent, useId, useState } from 'react';
import { DATA_RIGHT_KINDS, type DataRightKind } from '#contract/data-right-shapes.ts';
import { askDataRight } from '#contract/data-rights.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { RadioCards } from '#web/shared/ui/radio-cards.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { RightLines } from './lines.tsx';
import { useAsk, useOwnRights } from './queries.ts';
import { FIELD_WORDS, KIND_HINTS, KIND_WORDS } from './words.ts';

/** What one may say in a box; the position is said in words, for it is one of a list that DTI keeps. */
const BOXES = ['givenNames', 'firstSurname', 'secondSurname', 'email', 'phone', 'employeeNumber'] as const;

export function OwnRightsPage() {
  const t = useT();
  const own = useOwnRights();
  const [asked, again] = useState(0);
  return (
    <div className="profile">
      <h1>{t('data-rights.own.title')}</h1>
      <p className="sub measure">{t('data-rights.own.intro')}</p>
      <LoadTrouble of={own} />
      {own.isPending ? <Skeleton rows={2} /> : null}
      {own.data && own.data.items.length > 0 ? (
        <RightLines items={own.data.items} own label={t('data-rights.own.title')} />
      ) : null}
      <AskForm key={asked} onDone={() => again(asked + 1)} />
    </div>
  );
}

function AskForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const toast = useToast();
  const id = useId();
  const ask = useAsk();
  const [key] = useState(newKey);
  const [kind, setKind] = useState<DataRightKind | null>(null);
  const [words, setWords] = useState('');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, ask.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ask.isPending) return;
    const said = Object.entries(typed).filter(([, value]) => value.trim() !== '');
    const body = { kind, words, wanted: kind === 'rectification' ? Object.fromEntries(said) : {} };
    const found = faultsOf(t, askDataRight.body, body);
    setWrong(found);
    if (Object.keys(found).length > 0 || kind === null) return standAtFault(event.currentTarget);
    ask.mutate(
      { body: { ...body, kind }, key },
      {
        onSuccess: ({ folio }) => {
          toast(t('data-rights.own.sent', { folio }));
          onDone();
        },
      },
    );
  };
  return (
    <form className="panel adm-form" onSubmit={send} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('data-rights.own.ask')}</h2>
      {ask.isError && Object.keys(shown).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, ask.error)}
        </Notice>
      ) : null}
      <RadioCards
        legend={t('data-rights.own.kind')}
        name="kind"
        id={`${id}-kind`}
        value={kind}
        onChange={(value) => setKind(DATA_RIGHT_KINDS.find((each) => each === value) ?? null)}
        options={DATA_RIGHT_KINDS.map((value) => ({ value, label: t(KIND_WORDS[value]), hint: t(KIND_HINTS[value]) }))}
        error={shown.kind ?? null}
      />
      {kind === 'rectification' ? (
        <>
          {shown.wanted ? <Notice kind="problem">{t('data-rights.own.wanted')}</Notice> : null}
          {BOXES.map((field) => (
            <Field key={field} label={t(FIELD_WORDS[field])} error={shown[`wanted.${field}`] ?? null}>
              {(wired) => (
                <TextInput
                  {...wired}
                  value={typed[field] ?? ''}
                  onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
        </>
      ) : null}
      <Field label={t('data-rights.own.words')} hint={t('data-rights.own.words-hint')} error={shown.words ?? null}>
        {(wired) => (
          <TextArea
            {...wired}
            rows={5}
            maxLength={4000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </Field>
      <DataNotice of="right" />
      <div>
        <Button kind="primary" type="submit" busy={ask.isPending}>
          {t('data-rights.own.send')}
        </Button>
      </div>
    </form>
  );
}
