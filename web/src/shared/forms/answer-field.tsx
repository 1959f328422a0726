/** One question with its control, whatever its type. */
import type { Answer, FieldType, FormField } from '#contract/forms.ts';
import { local, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, TextArea, TextInput, type Wired } from '#web/shared/ui/field.tsx';
import { AgencyPicker } from './agency-picker.tsx';
import { ChoiceField } from './choice-field.tsx';
import { NumberInput } from './number-input.tsx';
import { PersonPicker } from './person-picker.tsx';

export type AnswerProps = {
  field: FormField;
  id: string;
  error: string | null;
  answer: Answer | undefined;
  onAnswer: (answer: Answer | undefined) => void;
};

const CHOSEN: readonly FieldType[] = ['yes_no', 'choice', 'several'];

/** "De 1 a 10", "Hasta 3", as far as the question has limits worth saying before one runs into them. */
export function limitsWords(t: Translate, { type, min, max }: FormField): string {
  if (!['number', 'several', 'file'].includes(type)) return '';
  if (min !== null && max !== null) return t('requests.form.between', { min, max });
  if (max !== null) return t('requests.form.up-to', { max });
  return min === null ? '' : t('requests.form.from', { min });
}

/** Help of the question and its limits, as one hint. */
export function useHint(field: FormField): string | undefined {
  const t = useT();
  const locale = useLocale();
  return [local(field.help, locale), limitsWords(t, field)].filter(Boolean).join(' · ') || undefined;
}

const INPUTS = {
  text: { type: 'text', autoComplete: 'off' },
  place: { type: 'text', autoComplete: 'off' },
  phone: { type: 'tel', autoComplete: 'off', maxLength: 60 },
  link: { type: 'url', autoComplete: 'off', maxLength: 500, placeholder: 'https://' },
  date: { type: 'date', className: 'input--short' },
  date_time: { type: 'datetime-local', className: 'input--short' },
} as const;

const LONGEST = 200;

function Control({ field, answer, onAnswer, wired }: AnswerProps & { wired: Wired }) {
  const text = typeof answer === 'string' ? answer : '';
  const write = (value: string) => onAnswer(value === '' ? undefined : value);
  const required = field.required ? { 'aria-required': true } : {};
  if (field.type === 'long_text')
    return (
      <TextArea
        {...wired}
        {...required}
        rows={3}
        maxLength={field.max ?? 4000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
    );
  if (field.type === 'number') return <NumberInput {...wired} {...required} answer={answer} onAnswer={onAnswer} />;
  if (field.type === 'agency') return <AgencyPicker wired={wired} answer={text} onAnswer={write} />;
  if (field.type === 'person') return <PersonPicker wired={wired} answer={text} onAnswer={write} />;
  const input = INPUTS[field.type as keyof typeof INPUTS];
  const typed = field.type === 'text' || field.type === 'place';
  return (
    <TextInput
      {...wired}
      {...required}
      {...input}
      {...(typed ? { maxLength: field.max ?? LONGEST } : {})}
      {...(field.format === 'digits' ? { inputMode: 'numeric' } : {})}
      {...(field.format === 'email' ? { type: 'email', autoCapitalize: 'none' } : {})}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}

export function AnswerField(props: AnswerProps) {
  const { field, id, error } = props;
  const locale = useLocale();
  const hint = useHint(field);
  const asked = { error, optional: !field.required, ...(hint === undefined ? {} : { hint }) };
  if (CHOSEN.includes(field.type)) return <ChoiceField {...props} asked={asked} />;
  return (
    <Field id={id} label={local(field.label, locale)} {...asked}>
      {(wired) => <Control {...props} wired={wired} />}
    </Field>
  );
}
