/** Fields on the platform's own controls; `Field` wires label, hint and error by id. */
import {
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useT } from '#web/shared/i18n.ts';
import { FieldError } from './field-error.tsx';
import { IconEye, IconEyeOff } from './icons.tsx';

export { RadioCards } from './radio-cards.tsx';

export type Wired = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** Says "opcional" beside the label. */
  optional?: boolean;
  id?: string;
  children: (wired: Wired) => ReactNode;
};

export function Field({ label, hint, error, optional, id, children }: FieldProps) {
  const t = useT();
  const own = useId();
  const field = id ?? own;
  const described = [hint ? `${field}-hint` : '', error ? `${field}-error` : ''].filter(Boolean).join(' ');
  const wired: Wired = { id: field };
  if (described !== '') wired['aria-describedby'] = described;
  if (error) wired['aria-invalid'] = true;
  return (
    <div className={error ? 'field field--error' : 'field'}>
      <label htmlFor={field}>
        {label}
        {optional ? <span className="optional"> {t('common.field.optional')}</span> : null}
      </label>
      {hint ? (
        <span className="hint" id={`${field}-hint`}>
          {hint}
        </span>
      ) : null}
      {children(wired)}
      {error ? <FieldError id={`${field}-error`}>{error}</FieldError> : null}
    </div>
  );
}

const joined = (base: string, more?: string): string => (more ? `${base} ${more}` : base);

export function TextInput({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={joined('input', className)} {...rest} />;
}

/** What a telephone's keyboard would make of an address is switched off. */
export function EmailInput(given: ComponentProps<'input'>) {
  return (
    <TextInput
      type="email"
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      {...given}
    />
  );
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={joined('select', className)} {...rest} />;
}

function give<T>(ref: Ref<T> | undefined, node: T | null): void {
  if (typeof ref === 'function') ref(node);
  else if (ref) ref.current = node;
}

function grow(area: HTMLTextAreaElement | null): void {
  if (!area || area.offsetParent === null) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

/** Grows with its text up to half the window, then scrolls. */
export function TextArea({ className, ref, onInput, ...rest }: ComponentProps<'textarea'>) {
  const own = useRef<HTMLTextAreaElement | null>(null);
  useLayoutEffect(() => grow(own.current));
  return (
    <textarea
      ref={(node) => {
        own.current = node;
        give(ref, node);
      }}
      className={joined('textarea textarea--grows', className)}
      onInput={(event) => {
        grow(event.currentTarget);
        onInput?.(event);
      }}
      {...rest}
    />
  );
}

/** Mostrar / Ocultar, and a word when the capitals are locked. Pasting is never in the way. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useT();
  const [shown, show] = useState(false);
  const [locked, lock] = useState(false);
  const look = (event: KeyboardEvent | MouseEvent) => lock(event.getModifierState('CapsLock'));
  return (
    <>
      <div className="input-with input-with--button">
        <input
          type={shown ? 'text' : 'password'}
          className={joined('input', className)}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          onKeyDown={look}
          onKeyUp={look}
          onClick={look}
          onBlur={() => lock(false)}
          {...rest}
        />
        <button type="button" className="button button--quiet button--small" onClick={() => show(!shown)}>
          {shown ? <IconEyeOff /> : <IconEye />}
          {t(shown ? 'common.password.hide' : 'common.password.show')}
          <span className="visually-hidden"> {t('common.password.which')}</span>
        </button>
      </div>
      <span className="input-note" role="status">
        {locked ? t('common.password.caps') : null}
      </span>
    </>
  );
}

type CheckboxProps = { label: ReactNode; hint?: ReactNode; error?: string | null } & ComponentProps<'input'>;

export function Checkbox({ label, hint, error, id, ...rest }: CheckboxProps) {
  const own = useId();
  const field = id ?? own;
  const described = [hint ? `${field}-hint` : '', error ? `${field}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field field--error' : 'field'}>
      <label className="check" htmlFor={field}>
        <input
          type="checkbox"
          id={field}
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          {...rest}
        />
        <span>
          {label}
          {hint ? (
            <span className="hint" id={`${field}-hint`}>
              {hint}
            </span>
          ) : null}
        </span>
      </label>
      {error ? <FieldError id={`${field}-error`}>{error}</FieldError> : null}
    </div>
  );
}
