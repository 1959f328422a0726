/** The form builder: the questions of a service in their order, one open at a time. */
import { type DragEvent, useState } from 'react';
import { FIELD_TYPES, FIELDS_MAX, type Form } from '#contract/forms.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { QuestionCard } from './question-card.tsx';
import type { Known } from './questions.ts';
import type { Faults } from './service-fields.tsx';
import type { Questions } from './use-questions.ts';

export type BuilderProps = {
  form: Form;
  questions: Questions;
  known: Known;
  /** Sentences by path of the content: `form.3.options`. */
  faults: Faults;
  systems: readonly { value: string; label: { es: string; en: string } }[];
  onForm: (form: Form) => void;
};

function AddQuestion({ questions, full }: { questions: Questions; full: boolean }) {
  const t = useT();
  if (full) return <p className="sub small">{t('builder.questions.full', { max: FIELDS_MAX })}</p>;
  return (
    <Menu
      className="q-add"
      left
      look="button button--soft"
      label={
        <>
          <IconPlus /> {t('builder.questions.add')}
        </>
      }
    >
      <div className="q-add__types">
        {FIELD_TYPES.map((type) => (
          <MenuItem key={type} onClick={() => questions.add(type)}>
            {t(`builder.type.${type}`)}
          </MenuItem>
        ))}
      </div>
    </Menu>
  );
}

/** What was just taken away, with the way back. */
function Gone({ questions }: { questions: Questions }) {
  const t = useT();
  const locale = useLocale();
  const { gone, said } = questions;
  const name = (label: { es: string; en: string }) => local(label, locale) || t('builder.questions.unnamed');
  return (
    <div className="q-said" role="status">
      {gone ? (
        <p className="q-gone">
          <span>{t('builder.questions.gone', { name: name(gone.field.label) })}</span>
          <Button small id="questions-undo" onClick={questions.undo}>
            {t('builder.questions.undo')}
          </Button>
        </p>
      ) : null}
      {said ? (
        <span className="visually-hidden">
          {t('builder.questions.moved', { name: name(said.field.label), place: said.place })}
        </span>
      ) : null}
    </div>
  );
}

export function QuestionList(props: BuilderProps) {
  const { form, questions } = props;
  const t = useT();
  const [dragged, drag] = useState<number | null>(null);
  const [over, hover] = useState<number | null>(null);
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault();
    if (dragged !== null) questions.move(dragged, to);
    drag(null);
    hover(null);
  };
  return (
    <section className="cat-fields" aria-label={t('builder.tab.questions')}>
      {form.length === 0 ? (
        <EmptyState title={t('builder.questions.none')}>
          <p>{t('builder.questions.none-text')}</p>
        </EmptyState>
      ) : (
        <p className="hint">{t('builder.questions.hint')}</p>
      )}
      <ol className="q-list">
        {questions.slots.map((slot, index) => (
          <li
            key={slot}
            className={over === index && dragged !== null && dragged !== index ? 'q-list__over' : undefined}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              hover(index);
            }}
            onDrop={(event) => drop(event, index)}
          >
            <QuestionCard
              {...props}
              index={index}
              slot={slot}
              onDrag={(on) => {
                drag(on ? index : null);
                if (!on) hover(null);
              }}
            />
          </li>
        ))}
      </ol>
      <Gone questions={questions} />
      <AddQuestion questions={questions} full={form.length >= FIELDS_MAX} />
    </section>
  );
}
