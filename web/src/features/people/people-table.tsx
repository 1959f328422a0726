/** The rows of people; on a phone each one is a card. What may be done to somebody is on their page. */
import { Link } from '@tanstack/react-router';
import type { PersonFound, PersonView } from '#contract/people.ts';
import { EmailText } from '#web/shared/email-text.tsx';
import { formatAgo, initialsOf } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { nameOf } from './name.ts';
import { FACTOR_WORDS, FOUND_WORDS, STATE_TONES, STATE_WORDS } from './words.ts';

export function PeopleTable({ people, old }: { people: readonly PersonFound[]; old: boolean }) {
  const t = useT();
  return (
    <div className={old ? 'card admin__table admin__rows--old' : 'card admin__table'} aria-busy={old}>
      <table className="table" aria-label={t('setup.people.list')}>
        <thead>
          <tr>
            <th scope="col">{t('setup.people.col.name')}</th>
            <th scope="col">{t('setup.people.col.place')}</th>
            <th scope="col">{t('setup.people.col.roles')}</th>
            <th scope="col">{t('setup.people.col.state')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonRow({ person }: { person: PersonFound }) {
  const t = useT();
  const locale = useLocale();
  return (
    <tr>
      <td>
        <div className="admin__who">
          <Avatar initials={initialsOf(person)} photoId={person.photoId} />
          <div>
            <Link to="/administracion/personas/$id" params={{ id: person.id }} className="people-name">
              {nameOf(person)}
            </Link>
            <small>
              <EmailText address={person.email} />
            </small>
            <small className="num">{person.phone}</small>
            {person.foundBy.map((by) => (
              <small key={by} className="people-found">
                {t(FOUND_WORDS[by], { number: person.employeeNumber })}
              </small>
            ))}
          </div>
        </div>
      </td>
      <td>
        {local(person.agencyName, locale)}
        <small>{local(person.positionName, locale)}</small>
      </td>
      <td>
        <span className="admin__chips">
          {person.roles.map((role) => (
            <span key={role} className="chip">
              {t(`common.role.${role}`)}
            </span>
          ))}
        </span>
      </td>
      <td>
        <AccountMark person={person} />
      </td>
    </tr>
  );
}

function AccountMark({ person }: { person: PersonView }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const at = person.lastSignInAt;
  return (
    <>
      <span className={`state state--box ${STATE_TONES[person.state]}`}>{t(STATE_WORDS[person.state])}</span>
      {person.factors.map((kind) => (
        <small key={kind}>{t(FACTOR_WORDS[kind])}</small>
      ))}
      {person.paused ? <small className="strong">{t('setup.people.paused')}</small> : null}
      <small className="admin__when">
        {at === null
          ? t('setup.people.never')
          : t('setup.people.last', { at: formatAgo(new Date(at), { timeZone, locale, now }) })}
      </small>
    </>
  );
}
