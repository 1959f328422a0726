/** The boxes that several forms of guardia share. */
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';

type Props = {
  label: MessageKey;
  value: string;
  onChange: (value: string) => void;
  fault?: string | null;
  hint?: MessageKey;
  type?: 'datetime-local' | 'tel' | 'text' | 'number';
  optional?: boolean;
  placeholder?: string;
  disabled?: boolean;
};

export function Box({ label, value, onChange, fault = null, hint, type = 'text', optional, ...rest }: Props) {
  const t = useT();
  return (
    <Field label={t(label)} hint={hint && t(hint)} optional={optional} error={fault}>
      {(wired) => (
        <TextInput
          {...wired}
          {...rest}
          type={type}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
