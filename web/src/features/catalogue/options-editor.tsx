/** What may be answered to a question with a closed list: written here, or the institutional systems of the day. */
import '#web/styles/option-lines.css';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { OPTIONS_MAX } from '#contract/forms.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { LineActs } from '#web/shared/ui/line-acts.tsx';
import type { FieldsProps } from './question-fields.tsx';
import { optionEdited, optionRemoved, optionsAdded, optionsMoved } from './questions.ts';

const focusOption = (slot: number, at: number): void => {
  requestAnimationFrame(() => document.getElementById(`q${slot}-options.${at}.label.es`)?.focus());
};

function OptionLine(props: FieldsProps & { at: number }) {
  const { form, field, index, slot, at, known, faults, onForm } = props;
  const t = useT();
  const option = field.options[at];
  if (!option) return null;
  const error = faults[`form.${index}.options.${at}.label.es`];
  const id = `q${slot}-options.${at}.label`;
  const name = option.label.es || t('builder.option.number', { n: at + 1 });
  const write = (part: 'es' | 'en', value: string) =>
    onForm(optionEdited(form, { index, at, label: { ...option.label, [part]: value }, known }));
  const addAfter = (lines: readonly string[]) => {
    onForm(optionsAdded(form, { index, after: at, lines }));
    focusOption(slot, at + lines.length);
  };
  const move = (to: number) => {
    if (to < 0 || to >= field.options.length) return;
    onForm(optionsMoved(form, { index, from: at, to }));
    focusOption(slot, to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && field.options.length < OPTIONS_MAX) {
      event.preventDefault();
      addAfter(['']);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation();
      move(event.key === 'ArrowUp' ? at - 1 : at + 1);
    }
  };
  // A column of a spreadsheet becomes as many answers.
  const onPaste = (event: ClipboardEvent) => {
    const lines = event.clipboardData
      .getData('text/plain')
      .split(/\r?\n/)
      .map((one) => one.trim().slice(0, 120));
    const filled = lines.filter((one) => one !== '').slice(0, OPTIONS_MAX - field.options.length);
    if (filled.length < 2) return;
    event.preventDefault();
    addAfter(filled);
  };
  return (
    <li className="q-option">
      <TextInput
        id={`${id}.es`}
        aria-label={t('builder.option.es', { n: at + 1 })}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={option.label.es}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => write('es', event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <TextInput
        aria-label={t('builder.option.en', { n: at + 1 })}
        value={option.label.en}
        placeholder={option.label.es || t('builder.option.en-short')}
        maxLength={120}
        lang="en"
        autoComplete="off"
        onChange={(event) => write('en', event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <LineActs
        at={at}
        of={field.options.length}
        labels={{
          up: t('builder.question.up', { name }),
          down: t('builder.question.down', { name }),
          remove: t('builder.question.remove', { name }),
        }}
        move={move}
        remove={() => {
          onForm(optionRemoved(form, index, at));
          focusOption(slot, Math.max(0, at - 1));
        }}
      />
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </li>
  );
}

export function OptionsEditor(props: FieldsProps) {
  const { form, field, index, slot, faults, questions, systems, onForm } = props;
  const t = useT();
  const locale = useLocale();
  const add = () => {
    onForm(optionsAdded(form, { index, after: field.options.length - 1, lines: [''] }));
    focusOption(slot, field.options.length);
  };
  return (
    <FieldGroup
      legend={t('builder.options')}
      id={`q${slot}-options-group`}
      error={faults[`form.${index}.options`] ?? null}
    >
      <Field id={`q${slot}-options`} label={t('builder.options.source')}>
        {(wired) => (
          <Select
            {...wired}
            value={field.source ?? ''}
            onChange={(event) =>
              questions.edit(index, { source: event.currentTarget.value === 'systems' ? 'systems' : null })
            }
          >
            <option value="">{t('builder.options.own')}</option>
            <option value="systems">{t('builder.options.systems')}</option>
          </Select>
        )}
      </Field>
      {field.source === 'systems' ? (
        <p className="hint">
          {t('builder.options.today', { list: systems.map(({ label }) => local(label, locale)).join(', ') })}
        </p>
      ) : (
        <>
          <ol className="q-options">
            {/* By place: the words of an answer are its only name, and they are being written. */}
            {[...field.options.keys()].map((at) => (
              <OptionLine key={at} {...props} at={at} />
            ))}
          </ol>
          {field.options.length < OPTIONS_MAX ? (
            <div>
              <Button small kind="quiet" icon={<IconPlus />} onClick={add}>
                {t('builder.options.add')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </FieldGroup>
  );
}
