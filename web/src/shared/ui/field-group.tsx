/** Several controls that answer one question: its words are said with each of them. */
import { type ReactNode, useId } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { FieldError } from './field-error.tsx';

type Props = {
  legend: string;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  /** Its own box or radio carries it: where a summary of errors leads. */
  id?: string;
  children: ReactNode;
};

export function FieldGroup({ legend, hint, error, optional, id, children }: Props) {
  const t = useT();
  const own = useId();
  const group = id ?? own;
  const described = [hint ? `${group}-hint` : '', error ? `${group}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset
      className={error ? 'field field-group field--error' : 'field field-group'}
      aria-describedby={described || undefined}
    >
      <legend className="label">
        {legend}
        {optional ? <span className="optional"> {t('common.field.optional')}</span> : null}
      </legend>
      {hint ? (
        <span className="hint" id={`${group}-hint`}>
          {hint}
        </span>
      ) : null}
      {children}
      {error ? <FieldError id={`${group}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
