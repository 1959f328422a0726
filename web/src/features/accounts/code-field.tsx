/** A code typed: digits of an application, or a recovery code. */
import { Field, TextInput } from '#web/shared/ui/field.tsx';

type Props = { id: string; label: string; hint: string; error: string | null; digits?: boolean };

export function CodeField({ id, label, hint, error, digits = false }: Props) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wired) => (
        <TextInput
          {...wired}
          name="code"
          className="input--code"
          autoComplete="one-time-code"
          inputMode={digits ? 'numeric' : 'text'}
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={40}
        />
      )}
    </Field>
  );
}
