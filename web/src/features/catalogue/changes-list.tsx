/** What changes from one version to the next, part by part. */
import type { ContentChange } from '#contract/catalogue-admin.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';

const keyOf = ({ part, question, before, after }: ContentChange): string =>
  [part, question?.key, before?.es, after?.es].join('|');

export function ChangesList({ changes }: { changes: readonly ContentChange[] }) {
  const t = useT();
  const locale = useLocale();
  if (changes.length === 0) return <p className="sub">{t('builder.changes.none')}</p>;
  return (
    <ul className="cat-changes">
      {changes.map((change) => (
        <li key={keyOf(change)}>
          <p>
            {change.question ? <b>{local(change.question.label, locale) || t('builder.questions.unnamed')}</b> : null}
            <span className={change.question ? 'sub' : 'label'}>{t(`builder.part.${change.part}`)}</span>
          </p>
          {change.before ? (
            <p>
              <span className="visually-hidden">{t('builder.changes.before')} </span>
              <del>{local(change.before, locale)}</del>
            </p>
          ) : null}
          {change.after ? (
            <p>
              <span className="visually-hidden">{t('builder.changes.after')} </span>
              <ins>{local(change.after, locale)}</ins>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
