/** What an agency was called, and the successions from it and into it, done, to come or called off. */
import type { AgencyPage, SuccessionView } from '#contract/organisation.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import type { Organisation } from './queries.ts';
import { useDays } from './words.ts';

export function Former({ names }: { names: AgencyPage['former'] }) {
  const t = useT();
  const locale = useLocale();
  const { at } = useDays();
  if (names.length === 0) return null;
  return (
    <section aria-labelledby="agency-former">
      <h2 className="h3" id="agency-former">
        {t('agencies.former')}
      </h2>
      <ul className="organisation-lines">
        {names.map(({ until, acronym, name }) => (
          <li key={until}>
            <strong>{local(name, locale)}</strong> <small>{acronym}</small>
            <p className="sub small">{t('agencies.former-until', { day: at(until) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Successions({ page, tree }: { page: AgencyPage; tree: Organisation }) {
  const t = useT();
  if (page.successions.length === 0) return null;
  return (
    <section aria-labelledby="agency-successions">
      <h2 className="h3" id="agency-successions">
        {t('agencies.successions')}
      </h2>
      <ul className="organisation-lines">
        {page.successions.map((succession) => (
          <li key={succession.id}>
            <Told succession={succession} of={page.agency.id} tree={tree} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ succession, of, tree }: { succession: SuccessionView; of: string; tree: Organisation }) {
  const t = useT();
  const { day, at } = useDays();
  const acronym = (id: string): string => tree.agencies.find((agency) => agency.id === id)?.acronym ?? '';
  const { agencyId, successorId, onDay, doneAt, calledOff, decidedBy, decidedAt, ground } = succession;
  const isDone = doneAt !== null;
  const said = { from: acronym(agencyId), to: acronym(successorId), day: day(onDay) };
  const decided = { by: decidedBy ?? '', at: at(decidedAt), ground };
  return (
    <>
      <strong>
        {agencyId === of
          ? t(isDone ? 'agencies.out' : 'agencies.out-planned', said)
          : t(isDone ? 'agencies.into' : 'agencies.into-planned', said)}
      </strong>
      {isDone ? (
        <p>
          {t('agencies.done', {
            day: day(onDay),
            people: succession.people,
            requests: succession.requests,
            enrolments: succession.enrolments,
          })}
        </p>
      ) : null}
      <p className="sub small">
        {decidedBy === null ? t('agencies.decided-nobody', decided) : t('agencies.decided', decided)}
      </p>
      {calledOff === null ? null : (
        <p className="sub small">
          {calledOff.by === null
            ? t('agencies.called-off-nobody', { at: at(calledOff.at), note: calledOff.note })
            : t('agencies.called-off', { by: calledOff.by, at: at(calledOff.at), note: calledOff.note })}
        </p>
      )}
    </>
  );
}
