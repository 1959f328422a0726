/** For whom it is: looked up by three letters of the name or the e-mail. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { findRequesters } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import type { Whom } from './capture-draft.ts';

const LETTERS = 3;

type Props = { whom: Whom | null; error: string | null; onChoose: (whom: Whom | null) => void };

export function WhomField({ whom, error, onChoose }: Props) {
  const t = useT();
  const locale = useLocale();
  const [text, type] = useState('');
  const wanted = useDeferredValue(text.trim());
  const looking = useQuery({
    queryKey: ['requesters', wanted],
    queryFn: ({ signal }) => call(findRequesters, { query: { q: wanted }, signal }),
    enabled: wanted.length >= LETTERS && whom === null,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  if (whom !== null)
    return (
      <div className="field">
        <span className="h2">{t('console.capture.whom')}</span>
        <p className="row row--wrap">
          <b>{whom.name}</b> <span className="sub">{whom.about}</span>
          <Button small onClick={() => onChoose(null)}>
            {t('console.capture.another-person')}
          </Button>
        </p>
      </div>
    );
  const people = wanted.length >= LETTERS ? looking.data?.people : undefined;
  const choices =
    people?.map((person) => ({
      value: person.id,
      label: person.name,
      note: [local(person.position, locale), local(person.agencyName, locale), person.email].join(' · '),
    })) ?? null;
  const status = looking.isError
    ? faultText(t, looking.error)
    : choices === null
      ? ''
      : t('console.capture.found', { count: choices.length, more: looking.data?.more ? 'yes' : 'no' });
  return (
    <Field id="capture-whom" label={t('console.capture.whom')} hint={t('console.capture.whom-hint')} error={error}>
      {(wired) => (
        <ComboBox
          {...wired}
          text={text}
          onText={type}
          choices={choices}
          onChoose={({ value, label, note }) => {
            onChoose({ id: value, name: label, about: note ?? '' });
            type('');
          }}
          status={status}
          onLeave={() => undefined}
        />
      )}
    </Field>
  );
}
