/** Outages to join requests to: those that last, then those just over, each with when and how many it holds. */
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ListTrouble } from './list-states.tsx';
import { useOutages } from './outage-queries.ts';
import { useMoments } from './use-moments.ts';

type Props = { value: string; error: string | null; onChoose: (id: string) => void };

export function OutagePick({ value, error, onChoose }: Props) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const outages = useOutages();
  const items = outages.data?.items ?? [];
  return (
    <>
      <ListTrouble list={outages} />
      {error === null ? null : (
        <p id="rq-outage-fault" className="field__error" role="alert">
          {t('console.outage.choose')}
        </p>
      )}
      {outages.data && items.length === 0 ? <p className="sub">{t('console.outage.none')}</p> : null}
      {items.length === 0 ? null : (
        <fieldset className="rq-pick" aria-describedby={error === null ? undefined : 'rq-outage-fault'}>
          <legend className="visually-hidden">{t('console.outage.which')}</legend>
          {items.map((one) => (
            <label key={one.id} className="rq-pick__row">
              <input
                type="radio"
                name="outage"
                value={one.id}
                checked={value === one.id}
                aria-invalid={error !== null}
                onChange={() => onChoose(one.id)}
              />
              <span className="grow">
                <b>{local(one.title, locale)}</b>
                <span className="mini sub">
                  {one.endedAt === null
                    ? t('console.outage.since', { when: moments.short(one.begins) })
                    : t('console.outage.ended', { when: moments.short(one.endedAt) })}
                  {' · '}
                  {t('console.outage.holds', { count: one.requests.total })}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
