/** Words in both languages: Spanish, and English beside it where one cares to say it. */
import type { LocalText } from '#contract/shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextArea, TextInput, type Wired } from '#web/shared/ui/field.tsx';

type Props = {
  /** Ids are `<id>.es` and `<id>.en`. */
  id: string;
  label: string;
  hint?: string;
  value: LocalText;
  onChange: (value: LocalText) => void;
  faults: Readonly<Record<string, string>>;
  /** Path of the words in `faults`. */
  path: string;
  max: number;
  optional?: boolean;
  long?: boolean;
};

export function WordsField({ id, label, hint, value, onChange, faults, path, max, optional, long }: Props) {
  const t = useT();
  const box = (part: 'es' | 'en') => (wired: Wired) => {
    const given = {
      ...wired,
      value: value[part],
      maxLength: max,
      autoComplete: 'off',
      lang: part === 'es' ? 'es-MX' : 'en',
      ...(part === 'en' ? { placeholder: value.es } : {}),
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange({ ...value, [part]: event.currentTarget.value }),
    };
    return long ? <TextArea rows={2} {...given} /> : <TextInput {...given} />;
  };
  return (
    <div className={faults[`${path}.es`] || faults[`${path}.en`] ? 'cat-words cat-words--error' : 'cat-words'}>
      <Field
        id={`${id}.es`}
        label={label}
        error={faults[`${path}.es`] ?? null}
        {...(hint ? { hint } : {})}
        {...(optional ? { optional } : {})}
      >
        {box('es')}
      </Field>
      <Field id={`${id}.en`} label={t('builder.english', { label })} error={faults[`${path}.en`] ?? null}>
        {box('en')}
      </Field>
    </div>
  );
}
