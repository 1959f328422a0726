/** Everything that may be said of one question. */

import { useState } from 'react';
import { FIELD_FORMATS, FIELD_TYPES, type FormField } from '#contract/forms.ts';
import { answerOfTyped } from '#web/shared/forms/number.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Checkbox, Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { OptionsEditor } from './options-editor.tsx';
import type { CardProps } from './question-card.tsx';
import { chooses, hasLimits, unlike } from './questions.ts';
import { WordsField } from './words-field.tsx';

export type FieldsProps = CardProps & { field: FormField };

const LIMITS: Partial<Record<FormField['type'], readonly [MessageKey, MessageKey]>> = {
  number: ['builder.limit.least', 'builder.limit.most'],
  several: ['builder.limit.fewest-answers', 'builder.limit.most-answers'],
  file: ['builder.limit.fewest-files', 'builder.limit.most-files'],
};
const CHARACTERS: readonly [MessageKey, MessageKey] = ['builder.limit.fewest-letters', 'builder.limit.most-letters'];

type BoundProps = {
  id: string;
  label: string;
  value: number | null;
  error: string | null;
  onBound: (value: number | null) => void;
};

/** "-" is on its way to a number: what is typed stays while it is none yet. */
function Bound({ id, label, value, error, onBound }: BoundProps) {
  const [typed, type] = useState(() => String(value ?? ''));
  const read = answerOfTyped(typed);
  const shown = typeof read === 'string' || read === (value ?? undefined) ? typed : String(value ?? '');
  return (
    <Field id={id} label={label} optional error={error}>
      {(wired) => (
        <TextInput
          {...wired}
          inputMode="decimal"
          autoComplete="off"
          maxLength={15}
          value={shown}
          onChange={(event) => {
            const next = answerOfTyped(event.currentTarget.value);
            type(event.currentTarget.value);
            onBound(typeof next === 'number' ? next : null);
          }}
        />
      )}
    </Field>
  );
}

function Limits({ field, index, slot, faults, questions }: FieldsProps) {
  const t = useT();
  const [least, most] = LIMITS[field.type] ?? CHARACTERS;
  return (
    <>
      <Bound
        id={`q${slot}-min`}
        label={t(least)}
        value={field.min}
        error={faults[`form.${index}.min`] ?? null}
        onBound={(min) => questions.edit(index, { min })}
      />
      <Bound
        id={`q${slot}-max`}
        label={t(most)}
        value={field.max}
        error={faults[`form.${index}.max`] ?? null}
        onBound={(max) => questions.edit(index, { max })}
      />
    </>
  );
}

function KindAndMoment({ field, index, slot, faults, questions }: FieldsProps) {
  const t = useT();
  return (
    <>
      <Field id={`q${slot}-type`} label={t('builder.question.type')} error={faults[`form.${index}.type`] ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={field.type}
            onChange={(event) => questions.retype(index, event.currentTarget.value as FormField['type'])}
          >
            {FIELD_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`builder.type.${type}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id={`q${slot}-moment`} label={t('builder.question.moment')}>
        {(wired) => (
          <Select
            {...wired}
            value={field.moment}
            onChange={(event) => questions.edit(index, { moment: event.currentTarget.value as FormField['moment'] })}
          >
            {(['filing', 'closing'] as const).map((moment) => (
              <option key={moment} value={moment}>
                {t(`builder.moment-long.${moment}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}

function Format({ field, index, slot, questions }: FieldsProps) {
  const t = useT();
  return (
    <Field id={`q${slot}-format`} label={t('builder.question.format')}>
      {(wired) => (
        <Select
          {...wired}
          value={field.format}
          onChange={(event) => questions.edit(index, { format: event.currentTarget.value as FormField['format'] })}
        >
          {FIELD_FORMATS.map((format) => (
            <option key={format} value={format}>
              {t(`builder.format.${format}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** What a spreadsheet and old answers call it. */
function Key({ field, index, slot, form, known, faults, onForm }: FieldsProps) {
  const t = useT();
  const fixed = known.keys.has(field.key);
  const rename = (typed: string) => {
    const key = unlike(
      typed
        .toLowerCase()
        .replace(/[^a-z0-9_]/g, '')
        .slice(0, 40),
      form.filter((_, at) => at !== index).map((one) => one.key),
    );
    onForm(
      form.map((one, at) => {
        if (at === index) return { ...one, key };
        return one.shownWhen?.key === field.key ? { ...one, shownWhen: { ...one.shownWhen, key } } : one;
      }),
    );
  };
  return (
    <Field
      id={`q${slot}-key`}
      label={t('builder.question.key')}
      hint={t(fixed ? 'builder.question.key-fixed' : 'builder.question.key-hint')}
      error={faults[`form.${index}.key`] ?? null}
    >
      {(wired) => (
        <TextInput
          {...wired}
          className="input--short"
          value={field.key}
          readOnly={fixed}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => rename(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function QuestionFields(props: FieldsProps) {
  const { field, index, slot, faults, questions } = props;
  const t = useT();
  return (
    <>
      <WordsField
        id={`q${slot}-label`}
        label={t('builder.question.label')}
        value={field.label}
        onChange={(label) => questions.edit(index, { label })}
        faults={faults}
        path={`form.${index}.label`}
        max={160}
      />
      <WordsField
        id={`q${slot}-help`}
        label={t('builder.question.help')}
        value={field.help}
        onChange={(help) => questions.edit(index, { help })}
        faults={faults}
        path={`form.${index}.help`}
        max={300}
        optional
      />
      <div className="cat-grid">
        <KindAndMoment {...props} />
        {field.type === 'text' ? <Format {...props} /> : null}
        {hasLimits(field) ? <Limits {...props} /> : null}
      </div>
      {chooses(field) ? <OptionsEditor {...props} /> : null}
      <Checkbox
        id={`q${slot}-required`}
        label={t('builder.question.required')}
        checked={field.required}
        onChange={(event) => questions.edit(index, { required: event.currentTarget.checked })}
      />
      <ConditionFields {...props} />
      <details className="q-more">
        <summary>{t('builder.question.more')}</summary>
        <Key {...props} />
      </details>
    </>
  );
}
