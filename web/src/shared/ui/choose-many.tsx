/** Several of a long list, found by name: those chosen stand as chips above the box to look for more. */
import '#web/styles/choose-many.css';
import { type ReactNode, useId, useState } from 'react';
import { finds } from '#web/shared/forms/search-words.ts';
import { useT } from '#web/shared/i18n.ts';
import { ComboBox } from './combo-box.tsx';
import { Field } from './field.tsx';
import { IconX } from './icons.tsx';

/** `note`: what else it is found by, such as a code; `short`: what its chip says where its name is too long for one. */
export type Option = { readonly value: string; readonly label: string; readonly note: string; readonly short?: string };
type Props = {
  /** Of the box: where a summary of errors leads. */
  id?: string;
  label: string;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  options: readonly Option[];
  /** Values; one that is not among the options is shown by what `gone` calls it. */
  chosen: readonly string[];
  gone: (value: string) => string;
  onChange: (chosen: string[]) => void;
};

const MOST = 30;

export function ChooseMany({ id, label, hint, error, optional, options, chosen, gone, onChange }: Props) {
  const t = useT();
  const own = useId();
  const box = id ?? own;
  const [typed, type] = useState('');
  const found = options.filter((each) => !chosen.includes(each.value) && finds(typed, `${each.note} ${each.label}`));
  const drop = (value: string) => {
    onChange(chosen.filter((each) => each !== value));
    document.getElementById(box)?.focus();
  };
  return (
    <Field id={box} label={label} hint={hint} error={error ?? null} optional={optional ?? false}>
      {(wired) => (
        <>
          {chosen.length > 0 ? (
            <ul className="chosen">
              {chosen.map((value) => {
                const option = options.find((each) => each.value === value);
                const name = option?.label ?? gone(value);
                return (
                  <li key={value} className="chip">
                    <span className="clip" title={name}>
                      {option?.short ?? name}
                    </span>
                    <button type="button" aria-label={t('common.chosen.drop', { name })} onClick={() => drop(value)}>
                      <IconX />
                    </button>
                  </li>
                );
              })}
            </ul>
          ) : null}
          <ComboBox
            {...wired}
            text={typed}
            onText={type}
            choices={found.slice(0, MOST)}
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
