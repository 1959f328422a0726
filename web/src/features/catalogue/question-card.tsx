/** One question: a line that says what it asks, and under it, while open, everything that may be said of it. */
import type { KeyboardEvent } from 'react';
import type { FormField } from '#contract/forms.ts';
import { type Locale, local, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import {
  IconChevronDown,
  IconChevronRight,
  IconChevronUp,
  IconCopy,
  IconGrip,
  IconTrash,
  IconWarning,
} from '#web/shared/ui/icons.tsx';
import { conditionWords } from './condition-words.ts';
import { QuestionFields } from './question-fields.tsx';
import type { BuilderProps } from './question-list.tsx';
import { titleId } from './use-questions.ts';

export type CardProps = BuilderProps & { index: number; slot: number; onDrag: (on: boolean) => void };

function aboutWords(t: Translate, field: FormField, given: { locale: Locale; props: BuilderProps }): string {
  const { locale, props } = given;
  return [
    t(`builder.type.${field.type}`),
    t(field.required ? 'builder.question.is-required' : 'builder.question.is-optional'),
    field.moment === 'closing' ? t('builder.moment.closing') : '',
    field.shownWhen === null ? '' : conditionWords(t, field, { ...props, locale }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What is wrong with it, counted, while it is closed. */
const troublesOf = ({ faults, index }: CardProps): number =>
  Object.keys(faults).filter((path) => path.startsWith(`form.${index}.`)).length;

function Acts({ questions, form, index, name }: CardProps & { name: string }) {
  const t = useT();
  return (
    <div className="q-card__acts">
      <Button
        kind="quiet"
        small
        icon={<IconChevronUp />}
        aria-label={t('builder.question.up', { name })}
        title={t('builder.question.up-keys')}
        disabled={index === 0}
        onClick={() => questions.move(index, index - 1)}
      />
      <Button
        kind="quiet"
        small
        icon={<IconChevronDown />}
        aria-label={t('builder.question.down', { name })}
        title={t('builder.question.down-keys')}
        disabled={index === form.length - 1}
        onClick={() => questions.move(index, index + 1)}
      />
      <Button
        kind="quiet"
        small
        icon={<IconCopy />}
        aria-label={t('builder.question.duplicate', { name })}
        title={t('builder.question.duplicate-word')}
        onClick={() => questions.duplicate(index)}
      />
      <Button
        kind="quiet"
        small
        icon={<IconTrash />}
        aria-label={t('builder.question.remove', { name })}
        title={t('builder.question.remove-word')}
        onClick={() => questions.remove(index)}
      />
    </div>
  );
}

export function QuestionCard(props: CardProps) {
  const { form, questions, index, slot, onDrag } = props;
  const t = useT();
  const locale = useLocale();
  const field = form[index];
  if (!field) return null;
  const open = questions.open === slot;
  const troubles = troublesOf(props);
  const name = local(field.label, locale) || t('builder.questions.unnamed');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    // Alt and down opens a list of the platform: there it keeps its meaning.
    if (!event.altKey || step === undefined || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    questions.move(index, index + step);
  };
  return (
    <article className={open ? 'q-card q-card--open' : 'q-card'} onKeyDown={onKeyDown} aria-labelledby={titleId(slot)}>
      <div className="q-card__head">
        <span
          className="q-card__grip"
          draggable
          aria-hidden="true"
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', name);
            onDrag(true);
          }}
          onDragEnd={() => onDrag(false)}
        >
          <IconGrip />
        </span>
        <button
          type="button"
          id={titleId(slot)}
          className="q-card__title"
          aria-expanded={open}
          aria-controls={open ? `q${slot}` : undefined}
          onClick={() => questions.toggle(slot)}
        >
          {open ? <IconChevronDown /> : <IconChevronRight />}
          <span>
            <b>{name}</b>
            <small>{aboutWords(t, field, { locale, props })}</small>
            {troubles > 0 ? (
              <small className="q-card__troubles">
                <IconWarning /> {t('builder.question.troubles', { count: troubles })}
              </small>
            ) : null}
          </span>
        </button>
        <Acts {...props} name={name} />
      </div>
      {open ? (
        <div id={`q${slot}`} className="q-card__body">
          <QuestionFields {...props} field={field} />
        </div>
      ) : null}
    </article>
  );
}
