/** Several of a long list, found by name: those chosen stand above as chips. */
import { useId, useRef, useState } from 'react';
import { finds } from '#web/shared/forms/search-words.ts';
import { useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';

export type Option = { readonly value: string; readonly label: string; readonly note: string };
type Props = {
  label: string;
  hint: string;
  error: string | null;
  optional?: boolean;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

const MOST = 30;

export function PickSeveral({ label, hint, error, optional = false, options, chosen, onChange }: Props) {
  const t = useT();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, type] = useState('');
  const found = options.filter((each) => !chosen.includes(each.value) && finds(typed, `${each.label} ${each.note}`));
  const drop = (value: string) => {
    onChange(chosen.filter((each) => each !== value));
    document.getElementById(id)?.focus();
  };
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <>
          {chosen.length > 0 ? (
            <ul className="announcing-chosen" ref={list}>
              {chosen.map((value) => {
                const name = options.find((each) => each.value === value)?.label ?? t('announcing.gone');
                return (
                  <li key={value} className="chip">
                    <span className="clip">{name}</span>
                    <button type="button" aria-label={t('announcing.drop', { name })} onClick={() => drop(value)}>
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
            status={t('announcing.found', { count: found.length })}
          />
        </>
      )}
    </Field>
  );
}
