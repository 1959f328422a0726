/** Absences as rows; on a phone each one is a card. What may be done with each, the server says. */
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import type { AbsenceView } from './absence-queries.ts';
import { daysWords, KIND_WORDS } from './absence-words.ts';

type Props = { title: string; none: string; absences: readonly AbsenceView[] };

export function AbsenceList({ title, none, absences }: Props) {
  const t = useT();
  return (
    <section className="card admin__table absences" aria-label={title}>
      <div className="card__head">
        <h2>{title}</h2>
        <span className="count">{absences.length}</span>
      </div>
      {absences.length === 0 ? (
        <p className="card__body sub">{none}</p>
      ) : (
        <table className="table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('absences.col.person')}</th>
              <th scope="col">{t('absences.col.days')}</th>
              <th scope="col">{t('absences.col.deputy')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('absences.col.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {absences.map((absence) => (
              <Row key={absence.id} absence={absence} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ absence }: { absence: AbsenceView }) {
  const t = useT();
  const locale = useLocale();
  const { person, deputy, standInName, teamNames, kind } = absence;
  return (
    <tr>
      <td>
        <strong>{person.name}</strong>
        <small>{teamNames.map((name) => local(name, locale)).join(', ')}</small>
      </td>
      <td>
        {daysWords(t, locale, absence)}
        {kind === null ? null : <small>{t(KIND_WORDS[kind])}</small>}
      </td>
      <td>
        <span className="absences__label">{t('absences.col.deputy')}: </span>
        {deputy.name}
        {standInName === null ? null : (
          <small className="strong">{t('absences.stands-in', { name: standInName, deputy: deputy.name })}</small>
        )}
      </td>
      <td>
        <Acts absence={absence} />
      </td>
    </tr>
  );
}

function Acts({ absence }: { absence: AbsenceView }) {
  const t = useT();
  const { id, person, can, open } = absence;
  const to = '/equipos/ausencias';
  return (
    <div className="row row--wrap admin__acts">
      {can.handOver && open !== null && open > 0 ? (
        <LinkButton
          small
          kind={absence.now ? 'primary' : 'plain'}
          to={to}
          search={{ ver: id, acto: 'entregar' }}
          aria-label={t('absences.hand-of', { count: open, name: person.name })}
        >
          {t('absences.hand', { count: open })}
        </LinkButton>
      ) : null}
      {can.change ? (
        <>
          <LinkButton small to={to} search={{ ver: id }} aria-label={t('absences.change-of', { name: person.name })}>
            {t('absences.change')}
          </LinkButton>
          <LinkButton
            small
            to={to}
            search={{ ver: id, acto: 'terminar' }}
            aria-label={t(absence.now ? 'absences.end-of' : 'absences.cancel-of', { name: person.name })}
          >
            {t(absence.now ? 'absences.end' : 'absences.cancel')}
          </LinkButton>
        </>
      ) : null}
    </div>
  );
}
