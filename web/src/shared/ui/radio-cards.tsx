/** A choice among few, each with a line that explains it. */
import { useId } from 'react';
import { FieldError } from './field-error.tsx';

type Option = { value: string; label: string; hint?: string };
export type RadioCardsProps = {
  legend: string;
  name: string;
  value: string | null;
  onChange(value: string): void;
  options: Option[];
  error?: string | null;
  /** Of the first card: where a summary of errors leads. */
  id?: string;
};

export function RadioCards({ legend, name, value, onChange, options, error, id }: RadioCardsProps) {
  const own = useId();
  const group = id ?? own;
  return (
    <fieldset
      className={error ? 'choices field--error choices--error' : 'choices'}
      aria-describedby={error ? `${group}-error` : undefined}
    >
      <legend className="h2">{legend}</legend>
      <div className="choices__all">
        {options.map((option, index) => (
          <label key={option.value} className={option.value === value ? 'choice choice--on' : 'choice'}>
            <input
              type="radio"
              name={name}
              id={index === 0 ? group : undefined}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-invalid={error ? true : undefined}
            />
            <span className="choice__words">
              <strong>{option.label}</strong>
              {option.hint ? <span className="hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={`${group}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
