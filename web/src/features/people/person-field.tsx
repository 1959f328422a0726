/** One person with an account, found by some letters of their name or address. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgencyId } from '#contract/ids.ts';
import { listPeople } from '#contract/people.ts';
import { call } from '#web/shared/client.ts';
import { useRested } from '#web/shared/forms/use-rested.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { nameOf } from './name.ts';

const LETTERS = 3;
const MOST = 8;

export type Whom = { id: string; name: string };
type Props = {
  label: string;
  hint: string;
  whom: Whom | null;
  /** Who is not offered. */
  but: string;
  /** Nobody else is; any agency while it is not known. */
  agencyId: AgencyId | undefined;
  error: string | null;
  optional?: boolean;
  onChoose: (whom: Whom | null) => void;
};

export function PersonField({ label, hint, whom, but, agencyId, error, optional = false, onChoose }: Props) {
  const t = useT();
  const locale = useLocale();
  const [text, type] = useState('');
  const wanted = useRested(text.trim());
  const isLong = wanted.length >= LETTERS;
  const looking = useQuery({
    queryKey: ['people', 'one-of', agencyId ?? 'any', wanted],
    queryFn: ({ signal }) =>
      call(listPeople, { query: { q: wanted, state: 'active', ...(agencyId ? { agencyId } : {}) }, signal }),
    enabled: isLong && whom === null,
    placeholderData: (before) => before,
  });
  if (whom !== null)
    return (
      <div className="field">
        <span className="h2">{label}</span>
        <p className="row row--wrap">
          <b>{whom.name}</b>
          <Button small onClick={() => onChoose(null)}>
            {t('delegations.principal-another')}
          </Button>
        </p>
      </div>
    );
  const people = isLong ? looking.data?.items.filter(({ id }) => id !== but).slice(0, MOST) : undefined;
  const choices =
    people?.map((person) => ({
      value: person.id,
      label: nameOf(person),
      note: `${local(person.positionName, locale)} · ${person.email}`,
    })) ?? null;
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <ComboBox
          {...wired}
          text={text}
          onText={type}
          choices={choices}
          onChoose={({ value, label: name }) => onChoose({ id: value, name })}
          status={choices === null ? '' : t('delegations.found', { count: choices.length })}
          onLeave={() => undefined}
        />
      )}
    </Field>
  );
}
