/** One of few short answers, side by side: a question among others, where cards would be too much. */
import '#web/styles/radio-row.css';
import { useId } from 'react';
import { FieldError } from './field-error.tsx';

type Props = {
  legend: string;
  value: string;
  onChange(value: string): void;
  options: readonly { value: string; label: string }[];
  error?: string | null;
  /** Of the first answer: where a summary of errors leads. */
  id?: string;
};

export function RadioRow({ legend, value, onChange, options, error, id }: Props) {
  const own = useId();
  const group = id ?? own;
  return (
    <fieldset
      className={error ? 'radio-row field--error' : 'radio-row'}
      aria-describedby={error ? `${group}-error` : undefined}
    >
      <legend>{legend}</legend>
      <div className="radio-row__all">
        {options.map((option, index) => (
          <label key={option.value} className={`radio-row__one${option.value === value ? ' radio-row__one--on' : ''}`}>
            <input
              type="radio"
              name={group}
              id={index === 0 ? group : undefined}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-invalid={error ? true : undefined}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={`${group}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
