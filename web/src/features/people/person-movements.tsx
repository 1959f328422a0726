/** Where the person worked before: each change of position or agency, as it was recorded. */
import '#web/styles/roles.css';
import { useState } from 'react';
import type { MovementsView } from '#contract/movements.ts';
import { sayDay } from '#web/shared/days.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useCancelMove, useMovements } from './queries.ts';
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
      {movements.data?.planned ? <Planned plan={movements.data.planned} personId={personId} /> : null}
      {movements.data && items.length === 0 && movements.data.planned === null ? (
        <p className="sub">{t('persons.moves.none')}</p>
      ) : null}
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

type Plan = NonNullable<MovementsView['planned']>;

/** What was said for a day to come, and the way to leave it undone. */
function Planned({ plan, personId }: { plan: Plan; personId: string }) {
  const t = useT();
  const locale = useLocale();
  const when = useWhen();
  const toast = useToast();
  const cancel = useCancelMove(personId);
  const [asking, ask] = useState(false);
  const { to, agencyChanged, ground, note, since, at, by, passes, colleague } = plan;
  const place = agencyChanged
    ? `${local(to.agency, locale)}, ${local(to.position, locale)}`
    : local(to.position, locale);
  const day = sayDay(since, locale, when.now);
  const done = () => {
    toast(t('persons.plan.cancelled'));
    ask(false);
  };
  return (
    <>
      <ul className="roles-list">
        <li>
          <strong>{t('persons.plan.title', { day })}</strong>
          <span>{place}</span>
          <small>
            {t(MOVEMENT_WORDS[ground])}. {t('persons.moves.by', { by, at: when.at(at) })}
          </small>
          {note === '' ? null : <small>{note}</small>}
          {passes ? (
            <small>
              {colleague === null ? t('persons.plan.coordinator') : t('persons.plan.colleague', { name: colleague })}
            </small>
          ) : null}
          <div>
            <Button small onClick={() => ask(true)}>
              {t('persons.plan.cancel')}
            </Button>
          </div>
        </li>
      </ul>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t('persons.plan.cancel-title')}
        footer={
          <>
            <Button onClick={() => ask(false)}>{t('setup.dialog.back')}</Button>
            <Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate(undefined, { onSuccess: done })}>
              {t('persons.plan.cancel')}
            </Button>
          </>
        }
      >
        {cancel.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, cancel.error)}
          </Notice>
        ) : null}
        <p>{t('persons.plan.cancel-explain', { day, place })}</p>
      </Dialog>
    </>
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
