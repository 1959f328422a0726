/** Yes or no, one of several, several of many: boxes while they are few, the platform's list when they are not. */
import type { FormField } from '#contract/forms.ts';
import { type Locale, local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import type { AnswerProps } from './answer-field.tsx';

/** More than these are quicker found in a list. */
const FEW = 6;

type Asked = { error: string | null; optional: boolean; hint?: string };
type Props = AnswerProps & { asked: Asked };
type Option = { value: string; label: string };

const optionsOf = (field: FormField, locale: Locale): Option[] =>
  field.options.map(({ value, label }) => ({ value, label: local(label, locale) }));

function Radios({ options, ...props }: Props & { options: Option[] }) {
  const { field, id, answer, onAnswer, asked } = props;
  const t = useT();
  const locale = useLocale();
  const value = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : answer;
  return (
    <FieldGroup legend={local(field.label, locale)} id={`${id}-group`} {...asked}>
      <div className={options.length === 2 ? 'form-choices form-choices--two' : 'form-choices'}>
        {options.map((option, index) => (
          <label key={option.value} className="check">
            <input
              type="radio"
              name={id}
              id={index === 0 ? id : undefined}
              value={option.value}
              checked={option.value === value}
              aria-invalid={asked.error ? true : undefined}
              onChange={() => onAnswer(field.type === 'yes_no' ? option.value === 'yes' : option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {asked.optional && answer !== undefined ? (
        <div>
          <Button kind="quiet" small onClick={() => onAnswer(undefined)}>
            {t('requests.form.clear')}
          </Button>
        </div>
      ) : null}
    </FieldGroup>
  );
}

function Several({ options, ...props }: Props & { options: Option[] }) {
  const { field, id, answer, onAnswer, asked } = props;
  const locale = useLocale();
  const chosen = Array.isArray(answer) ? answer : [];
  const turn = (value: string) => {
    const next = options.map((one) => one.value).filter((one) => chosen.includes(one) !== (one === value));
    onAnswer(next.length === 0 ? undefined : next);
  };
  return (
    <FieldGroup legend={local(field.label, locale)} id={`${id}-group`} {...asked}>
      <div className={options.length > FEW ? 'form-choices form-choices--many' : 'form-choices'}>
        {options.map((option, index) => (
          <label key={option.value} className="check">
            <input
              type="checkbox"
              id={index === 0 ? id : undefined}
              checked={chosen.includes(option.value)}
              aria-invalid={asked.error ? true : undefined}
              onChange={() => turn(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

export function ChoiceField(props: Props) {
  const { field, id, answer, onAnswer, asked } = props;
  const t = useT();
  const locale = useLocale();
  if (field.type === 'yes_no') {
    const words = { yes: t('requests.form.yes'), no: t('requests.form.no') };
    return <Radios {...props} options={Object.entries(words).map(([value, label]) => ({ value, label }))} />;
  }
  const options = optionsOf(field, locale);
  if (field.type === 'several') return <Several {...props} options={options} />;
  if (options.length <= FEW) return <Radios {...props} options={options} />;
  return (
    <Field id={id} label={local(field.label, locale)} {...asked}>
      {(wired) => (
        <Select
          {...wired}
          value={typeof answer === 'string' ? answer : ''}
          onChange={(event) => onAnswer(event.currentTarget.value || undefined)}
        >
          <option value="">{t(asked.optional ? 'requests.form.none' : 'requests.form.choose')}</option>
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
