/** Whose absence it is: looked for by name among those whose absence one may set. */
import { useState } from 'react';
import { finds } from '#web/shared/forms/search-words.ts';
import { useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import type { Absences } from './absence-queries.ts';

/** As many as one looks through; more letters bring the others. */
const MOST = 20;

type Props = {
  people: Absences['people'];
  value: string;
  error: string | null;
  onChange: (personId: string) => void;
};

export function PersonField({ people, value, error, onChange }: Props) {
  const t = useT();
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
  const [typed, type] = useState<string | null>(null);
  const [only] = people;
  if (people.length === 1 && only)
    return (
      <p>
        {t('absences.person')}: <strong>{only.name}</strong>
      </p>
    );
  const found = people.filter((person) => finds(typed ?? '', person.name));
  return (
    <Field label={t('absences.person')} hint={t('absences.person-hint')} error={error}>
      {(wired) => (
        <ComboBox
          {...wired}
          text={typed ?? nameOf(value)}
          onText={(text) => {
            type(text);
            if (value !== '') onChange('');
          }}
          choices={found.slice(0, MOST).map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(choice) => {
            onChange(choice.value);
            type(null);
          }}
          // A name typed in full was meant, also where nothing of the list was pressed.
          onLeave={() => {
            const [one, other] = found;
            if (typed !== null && typed !== '' && one && !other) {
              onChange(one.id);
              type(null);
            }
          }}
          status={t('absences.found', { count: found.length })}
        />
      )}
    </Field>
  );
}
