/** Several of a long list: those chosen as chips above a box to look for more. */
import { type ReactNode, useState } from 'react';
import { finds } from '#web/shared/forms/search-words.ts';
import { useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';

export type Option = { id: string; label: string; note: string };
type Props = {
  id: string;
  label: string;
  hint?: ReactNode;
  error: string | null;
  options: readonly Option[];
  /** Ids; one that is not among the options is shown by what `gone` calls it. */
  chosen: readonly string[];
  gone: (id: string) => string;
  onChange: (chosen: string[]) => void;
};

const MOST = 30;

export function ChooseMany({ id, label, hint, error, options, chosen, gone, onChange }: Props) {
  const t = useT();
  const [typed, type] = useState('');
  const nameOf = (one: string) => options.find((option) => option.id === one)?.label ?? gone(one);
  const found = options
    .filter((option) => !chosen.includes(option.id) && finds(typed, `${option.note} ${option.label}`))
    .slice(0, MOST);
  const drop = (one: string) => {
    onChange(chosen.filter((each) => each !== one));
    document.getElementById(id)?.focus();
  };
  return (
    <Field id={id} label={label} hint={hint} error={error} optional>
      {(wired) => (
        <>
          {chosen.length > 0 ? (
            <ul className="cat-chosen">
              {chosen.map((one) => (
                <li key={one} className="chip">
                  <span className="clip" title={nameOf(one)}>
                    {nameOf(one)}
                  </span>
                  <button type="button" aria-label={t('rules.drop', { name: nameOf(one) })} onClick={() => drop(one)}>
                    <IconX />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <ComboBox
            {...wired}
            text={typed}
            onText={type}
            choices={found.map((option) => ({ value: option.id, label: option.label, note: option.note }))}
            onChoose={({ value }) => {
              onChange([...chosen, value]);
              type('');
            }}
            onLeave={() => type('')}
            status={t('requests.form.found', { count: found.length })}
          />
        </>
      )}
    </Field>
  );
}
