/** "Mostrar cuando … es …": of which other answer a question waits. */
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import { answersInWords } from './condition-words.ts';
import type { FieldsProps } from './question-fields.tsx';
import { conditionsFor } from './questions.ts';

export function ConditionFields({ form, field, index, slot, faults, systems, questions }: FieldsProps) {
  const t = useT();
  const locale = useLocale();
  const { shownWhen } = field;
  const error = faults[`form.${index}.shownWhen`] ?? null;
  const candidates = conditionsFor(form, index);
  const other = form.find(({ key }) => key === shownWhen?.key);
  const listed = other === undefined || candidates.includes(other) ? candidates : [...candidates, other];
  if (listed.length === 0 && shownWhen === null) return <p className="hint">{t('builder.condition.none-yet')}</p>;
  const choose = (key: string) => questions.edit(index, { shownWhen: key === '' ? null : { key, is: [] } });
  const turn = (value: string) => {
    if (shownWhen === null || other === undefined) return;
    const is = answersInWords(t, other, { systems, locale })
      .map((answer) => answer.value)
      .filter((one) => shownWhen.is.includes(one) !== (one === value));
    questions.edit(index, { shownWhen: { ...shownWhen, is } });
  };
  return (
    <>
      <Field id={`q${slot}-shownWhen`} label={t('builder.condition')} error={other === undefined ? error : null}>
        {(wired) => (
          <Select {...wired} value={shownWhen?.key ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{t('builder.condition.always')}</option>
            {shownWhen !== null && other === undefined ? (
              <option value={shownWhen.key}>{t('builder.condition.broken')}</option>
            ) : null}
            {listed.map((one) => (
              <option key={one.key} value={one.key}>
                {t('builder.condition.when', { question: local(one.label, locale) || t('builder.questions.unnamed') })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {shownWhen !== null && other !== undefined ? (
        <div className="form-fields__following">
          <FieldGroup legend={t('builder.condition.is')} id={`q${slot}-condition`} error={error}>
            <div className="form-choices form-choices--many">
              {answersInWords(t, other, { systems, locale }).map((answer) => (
                <label key={answer.value} className="check">
                  <input
                    type="checkbox"
                    checked={shownWhen.is.includes(answer.value)}
                    onChange={() => turn(answer.value)}
                  />
                  <span>{answer.label || t('builder.questions.unnamed')}</span>
                </label>
              ))}
            </div>
          </FieldGroup>
        </div>
      ) : null}
    </>
  );
}
