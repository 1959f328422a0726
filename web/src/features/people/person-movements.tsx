/** Where the person worked before: each change of position or agency, as it was recorded. */
import '#web/styles/roles.css';
import type { MovementsView } from '#contract/movements.ts';
import { sayDay } from '#web/shared/days.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useMovements } from './queries.ts';
import { useWhen } from './when.ts';
import { MOVEMENT_WORDS } from './words.ts';

export function PersonMovements({ personId }: { personId: string }) {
  const t = useT();
  const movements = useMovements(personId);
  const items = movements.data?.items ?? [];
  return (
    <section className="card card__body" aria-labelledby="people-movements">
      <h2 id="people-movements">{t('persons.moves')}</h2>
      <LoadTrouble of={movements} />
      {movements.isPending ? <Skeleton rows={2} /> : null}
      {movements.data && items.length === 0 ? <p className="sub">{t('persons.moves.none')}</p> : null}
      {items.length > 0 ? (
        <ul className="roles-list">
          {items.map((item) => (
            <li key={item.id}>
              <Told item={item} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Told({ item }: { item: MovementsView['items'][number] }) {
  const t = useT();
  const locale = useLocale();
  const when = useWhen();
  const { from, to, agencyChanged, ground, note, since, at, by, ended, takenBy, requestsPassed } = item;
  const said = (of: typeof from) =>
    agencyChanged ? `${local(of.agency, locale)}, ${local(of.position, locale)}` : local(of.position, locale);
  return (
    <>
      <strong>{said(to)}</strong>
      <span>{t('persons.moves.before', { before: said(from) })}</span>
      <small>
        {t(MOVEMENT_WORDS[ground])}. {t('persons.moves.since', { day: sayDay(since, locale, when.now) })}{' '}
        {t('persons.moves.by', { by, at: when.at(at) })}
      </small>
      {note === '' ? null : <small>{note}</small>}
      {ended.length > 0 ? (
        <small>{t('persons.moves.ended', { roles: ended.map((role) => t(`common.role.${role}`)).join(', ') })}</small>
      ) : null}
      {takenBy === null ? null : <small>{t('persons.moves.taken', { count: requestsPassed, name: takenBy })}</small>}
    </>
  );
}
