/**
 * The questions of a service as they are asked: which are shown follows the answers, each with the platform's own control.
 * What was answered in a question that hides again stays with the caller; `keptAnswers` leaves it out of what is sent.
 */
import '#web/styles/forms.css';
import type { ReactNode } from 'react';
import { type Answer, type Answers, type Form, type FormField, shownFields } from '#contract/forms.ts';
import { AnswerField } from './answer-field.tsx';
import { answerId } from './answer-id.ts';

/** The control of a question that asks for files: those of a request and those of a preview are kept elsewhere. */
export type FilesOf = (field: FormField, given: { id: string; error: string | null }) => ReactNode;

type Props = {
  form: Form;
  moment: FormField['moment'];
  answers: Answers;
  /** Sentences by path: `answers.<key>`. */
  faults: Readonly<Record<string, string>>;
  /** The control of a question has the id `<prefix>-<key>`. */
  prefix: string;
  onChange: (key: string, answer: Answer | undefined) => void;
  files: FilesOf;
  /** Questions answered already, which only decide what else is asked. */
  answered?: readonly string[];
};

export function FormFields({ form, moment, answers, faults, prefix, onChange, files, answered = [] }: Props) {
  const asked = shownFields(form, answers, moment).filter(({ key }) => !answered.includes(key));
  return (
    <div className="form-fields">
      {asked.map((field) => {
        const given = { id: answerId(prefix, field.key), error: faults[`answers.${field.key}`] ?? null };
        return (
          <div key={field.key} className={field.shownWhen === null ? undefined : 'form-fields__following'}>
            {field.type === 'file' ? (
              files(field, given)
            ) : (
              <AnswerField
                field={field}
                {...given}
                answer={answers[field.key]}
                onAnswer={(answer) => onChange(field.key, answer)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
