/** The rows of people; on a phone each one is a card. What may be done to each, the server says. */
import type { PersonView } from '#contract/people.ts';
import { formatAgo, initialsOf } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { PersonActs } from './person-acts.tsx';
import { FACTOR_WORDS, STATE_TONES, STATE_WORDS } from './words.ts';

export function PeopleTable({ people, old }: { people: readonly PersonView[]; old: boolean }) {
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
            <th scope="col">
              <span className="visually-hidden">{t('setup.people.col.acts')}</span>
            </th>
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

function PersonRow({ person }: { person: PersonView }) {
  const t = useT();
  const locale = useLocale();
  return (
    <tr>
      <td>
        <div className="admin__who">
          <Avatar initials={initialsOf(person)} photoId={person.photoId} />
          <div>
            <strong>{nameOf(person)}</strong>
            <small>
              <Email address={person.email} />
            </small>
            <small className="num">{person.phone}</small>
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
      <td>
        <PersonActs person={person} name={nameOf(person)} />
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

/** A long address breaks before its @, not in the middle of a word. */
function Email({ address }: { address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}

const nameOf = (person: PersonView): string =>
  [person.givenNames, person.firstSurname, person.secondSurname].filter((part) => part !== '').join(' ');
