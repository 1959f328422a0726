/** What was answered to the questions of the service, in the words of the version under which it was asked. */
import '#web/styles/forms.css';
import type { AnswerView } from '#contract/forms.ts';
import { local, useLocale } from '#web/shared/i18n.ts';

export function AnswersList({ answers }: { answers: readonly AnswerView[] }) {
  const locale = useLocale();
  if (answers.length === 0) return null;
  return (
    <dl className="answers">
      {answers.map(({ key, label, shown }) => (
        <div key={key}>
          <dt>{local(label, locale)}</dt>
          {shown.map((one) => (
            <dd key={one.es}>{local(one, locale)}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
