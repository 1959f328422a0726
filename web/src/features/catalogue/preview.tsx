/** The service as a person meets it: the very form they fill in, to be tried out. Nothing of it is sent or kept. */
import { useState } from 'react';
import type { ServiceContent } from '#contract/catalogue-admin.ts';
import type { FormField } from '#contract/forms.ts';
import {
  type Answer,
  type Answers,
  answerTroubles,
  closingTroubles,
  keptAnswers,
  withSystems,
} from '#contract/forms.ts';
import { durationText } from '#web/shared/duration.ts';
import { useHint } from '#web/shared/forms/answer-field.tsx';
import { FormFields } from '#web/shared/forms/form-fields.tsx';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import type { Systems } from './condition-words.ts';
import { useLevels } from './queries.ts';
import { tidy } from './questions.ts';

type Props = { content: ServiceContent; systems: Systems };

/** A box for files that takes them and does nothing with them. */
function TriedFiles({ field, id, error }: { field: FormField; id: string; error: string | null }) {
  const locale = useLocale();
  const hint = useHint(field);
  return (
    <Field
      id={id}
      label={local(field.label, locale)}
      optional={!field.required}
      error={error}
      {...(hint === undefined ? {} : { hint })}
    >
      {(wired) => <input {...wired} type="file" multiple className="input cat-file" />}
    </Field>
  );
}

function Promised({ content }: { content: ServiceContent }) {
  const t = useT();
  const locale = useLocale();
  const level = useLevels().find(({ id }) => id === content.levelId);
  if (!level) return null;
  return (
    <p className="cat-promise">
      <strong>{local(level.name, locale)}</strong>
      <span className="hint">
        {t('builder.preview.promise', {
          first: durationText(t, level.firstResponseMinutes),
          all: durationText(t, level.resolutionMinutes),
        })}
      </span>
    </p>
  );
}

type Moment = FormField['moment'];

function Tried({ content, systems, prefix }: Props & { prefix: string }) {
  const t = useT();
  const locale = useLocale();
  const [answers, setAnswers] = useState<Answers>({});
  const [faults, setFaults] = useState<Record<string, string> | null>(null);
  const form = withSystems(tidy(content.form), [...systems]);
  const change = (key: string, answer: Answer | undefined) => {
    const { [key]: _before, ...rest } = answers;
    setAnswers(answer === undefined ? rest : { ...rest, [key]: answer });
    setFaults(null);
  };
  const check = () => {
    const filed = keptAnswers(form, answers, 'filing');
    const closing = keptAnswers(form, answers, 'closing');
    const troubles = [...answerTroubles(form, filed, 'filing'), ...closingTroubles(form, filed, closing)];
    setFaults(
      Object.fromEntries(
        troubles.map(({ path, message, limit }) => [path, t(message as MessageKey, { limit: limit ?? 0 })]),
      ),
    );
  };
  const asked = (moment: Moment) => (
    <FormFields
      form={form}
      moment={moment}
      answers={answers}
      faults={faults ?? {}}
      prefix={`${prefix}-${moment}`}
      onChange={change}
      files={(field, given) => <TriedFiles field={field} {...given} />}
    />
  );
  return (
    <div className="cat-tried">
      <div>
        <p className="cat-tried__name">{local(content.name, locale) || t('builder.unnamed')}</p>
        <p className="hint">{local(content.description, locale)}</p>
      </div>
      <Promised content={content} />
      {form.length === 0 ? <p className="sub">{t('builder.preview.nothing')}</p> : asked('filing')}
      {form.some(({ moment }) => moment === 'closing') ? (
        <>
          <h3 className="label cat-tried__closing">{t('builder.preview.closing')}</h3>
          {asked('closing')}
        </>
      ) : null}
      {form.length === 0 ? null : (
        <div className="row row--wrap">
          <Button small onClick={check}>
            {t('builder.preview.check')}
          </Button>
          <span className="small" role="status">
            {faults === null ? '' : t('builder.preview.checked', { count: Object.keys(faults).length })}
          </span>
        </div>
      )}
    </div>
  );
}

/** As on a telephone, beside what is edited; as on a computer, in a window. */
export function Preview(props: Props) {
  const t = useT();
  const [wide, widen] = useState(false);
  return (
    <aside className="cat__preview" aria-labelledby="preview-title">
      <div className="cat__preview-head">
        <h2 id="preview-title" className="small">
          {t('builder.preview')}
        </h2>
        <Button small kind="quiet" onClick={() => widen(true)}>
          {t('builder.preview.wide')}
        </Button>
      </div>
      <div className="cat-phone">
        <Tried {...props} prefix="try" />
      </div>
      <Dialog open={wide} wide onClose={() => widen(false)} title={t('builder.preview.wide-title')}>
        <div className="cat-desktop">
          <Tried {...props} prefix="wide" />
        </div>
      </Dialog>
    </aside>
  );
}
