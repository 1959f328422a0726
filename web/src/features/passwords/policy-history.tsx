/** The versions of the policy, newest first: who made each, when, why and what it says. */
import { formatDayTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import type { Read } from './queries.ts';

export function PolicyHistory({ versions }: { versions: Read['history'] }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const at = (instant: string) => formatDayTime(new Date(instant), { timeZone, locale, now });
  return (
    <section className="card card__body adm-form">
      <h2>{t('setup.passwords.history')}</h2>
      <ol className="adm-versions" reversed>
        {versions.map(({ version, since, by, note, policy }) => (
          <li key={version}>
            <strong>{t('setup.passwords.version', { version })}</strong>
            <small>{by === null ? t('setup.passwords.first') : `${by}, ${at(since)}`}</small>
            {note === '' ? null : <p>{note}</p>}
            <p className="sub small">
              {t('setup.passwords.summary', {
                age: policy.maxAgeDays,
                remembered: policy.remembered,
                length: policy.minLength,
                here: policy.wrongHere,
                anywhere: policy.wrongAnywhere,
                from: policy.wrongFrom,
                pause: policy.pauseMinutes,
              })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
