/** Who added, changed and tried a directory. */
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { type Entry, useHistory } from './queries.ts';
import { PART_WORDS, STEP_WORDS, stepAt } from './words.ts';

export function History({ id }: { id: string }) {
  const t = useT();
  const history = useHistory(id);
  const given = { timeZone: useInstitution().timeZone, locale: useLocale(), now: useNow() };
  return (
    <section className="card card__body adm-form" aria-labelledby="directory-history">
      <h2 id="directory-history">{t('directories.history')}</h2>
      <LoadTrouble of={history} />
      {history.isPending ? <Skeleton rows={3} /> : null}
      <ol className="adm-versions" reversed>
        {history.data?.items.map((entry) => (
          <li key={`${entry.at}${entry.what}`}>
            <strong>{entry.by ?? t('directories.history.system')}</strong>
            <small className="sub">{formatWhen(new Date(entry.at), given)}</small>
            <p>
              <What entry={entry} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function What({ entry: { what, parts, trouble } }: { entry: Entry }) {
  const t = useT();
  const locale = useLocale();
  if (what === 'added') return t('directories.history.added');
  if (what === 'tried')
    return trouble === null
      ? t('directories.history.tried-good')
      : t('directories.history.tried-bad', { step: t(STEP_WORDS[stepAt('oidc', trouble)]) });
  if (parts.length === 0) return t('directories.history.saved');
  const said = new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts.map((part) => t(PART_WORDS[part])));
  return t('directories.history.changed', { parts: said });
}
