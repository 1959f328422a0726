/** Boxes that days announced and days by rule have in common. */
import { CLOSURE_KINDS } from '#contract/calendars.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Field, RadioCards, Select, TextInput } from '#web/shared/ui/field.tsx';

export type ClosureKind = (typeof CLOSURE_KINDS)[number];

export type BoxProps = {
  id: string;
  value: string;
  fault: string | null;
  onChange: (value: string) => void;
  label: MessageKey;
  hint?: MessageKey;
  type?: 'date' | 'number';
  optional?: boolean;
};

export function Box({ id, value, fault, onChange, label, hint, type, optional = false }: BoxProps) {
  const t = useT();
  const number = type === 'number';
  return (
    <Field id={id} label={t(label)} hint={hint && t(hint)} optional={optional} error={fault}>
      {(wired) => (
        <TextInput
          {...wired}
          type={number ? 'text' : (type ?? 'text')}
          inputMode={number ? 'numeric' : undefined}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type ChoiceProps = Omit<BoxProps, 'type' | 'optional'> & { options: readonly { value: string; label: string }[] };

export function Choice({ id, value, fault, onChange, label, hint, options }: ChoiceProps) {
  const t = useT();
  return (
    <Field id={id} label={t(label)} hint={hint && t(hint)} error={fault}>
      {(wired) => (
        <Select {...wired} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type KindProps = { name: string; kind: ClosureKind; onKind: (kind: ClosureKind) => void };

export function KindCards({ name, kind, onKind }: KindProps) {
  const t = useT();
  return (
    <RadioCards
      legend={t('calendars.field.kind')}
      name={name}
      value={kind}
      onChange={(chosen) => onKind(chosen === 'on_duty' ? 'on_duty' : 'closed')}
      options={CLOSURE_KINDS.map((each) => ({
        value: each,
        label: t(each === 'closed' ? 'calendars.kind.closed' : 'calendars.kind.on-duty'),
        hint: t(each === 'closed' ? 'calendars.kind-hint.closed' : 'calendars.kind-hint.on-duty'),
      }))}
    />
  );
}
