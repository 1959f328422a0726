/** Who changed the rules lately, and why. */
import type { RuleList } from '#contract/routing.ts';
import { formatWhen } from '#web/shared/format.ts';
import { type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';

type Change = RuleList['changes'][number];

const WORDS: Record<Change['what'], MessageKey> = {
  added: 'rules.changes.added',
  changed: 'rules.changes.changed',
  retired: 'rules.changes.retired',
  restored: 'rules.changes.restored',
  ordered: 'rules.changes.ordered',
};

export function RuleChanges({ changes }: { changes: readonly Change[] }) {
  const t = useT();
  const given = { timeZone: useInstitution().timeZone, locale: useLocale(), now: useNow() };
  return (
    <section className="card" aria-labelledby="changes-title">
      <div className="card__head">
        <h2 id="changes-title">{t('rules.changes.title')}</h2>
      </div>
      {changes.length === 0 ? <p className="card__body sub">{t('rules.changes.none')}</p> : null}
      <ol className="rule-changes">
        {changes.map((change) => (
          <li key={`${change.at}${change.what}${change.rule}`}>
            <b>{t(WORDS[change.what], { by: change.by ?? t('rules.changes.system'), rule: change.rule ?? '' })}</b>
            <p>{change.reason}</p>
            <small className="sub">{formatWhen(new Date(change.at), given)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
