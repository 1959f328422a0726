/** One person: who they are, how their account stands, what they may do and since when; and what may be done about it. */
import '#web/styles/administration.css';
import '#web/styles/people.css';
import { Link, useParams } from '@tanstack/react-router';
import type { PersonPage as Person } from '#contract/person-page.ts';
import { Refused } from '#web/shared/client.ts';
import { EmailText } from '#web/shared/email-text.tsx';
import { initialsOf } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { nameOf } from './name.ts';
import { PersonAccount } from './person-account.tsx';
import { PersonActs } from './person-acts.tsx';
import { PersonDelegations } from './person-delegations.tsx';
import { PersonDirectories } from './person-directories.tsx';
import { PersonMovements } from './person-movements.tsx';
import { PersonRights } from './person-rights.tsx';
import { PersonRoleHistory } from './person-role-history.tsx';
import { usePerson } from './queries.ts';
import { STATE_TONES, STATE_WORDS } from './words.ts';

export function PersonPage() {
  const t = useT();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const person = usePerson(id);
  if (person.error instanceof Refused && [400, 404].includes(person.error.problem.status))
    return (
      <EmptyState
        page
        drawing="search"
        title={t('persons.missing.title')}
        action={<LinkButton to="/administracion/personas">{t('persons.back')}</LinkButton>}
      >
        <p>{t('persons.missing.text')}</p>
      </EmptyState>
    );
  return (
    <div className="desk__body admin people-one">
      <Link to="/administracion/personas" className="people-back">
        <IconArrowLeft /> {t('persons.back')}
      </Link>
      <LoadTrouble of={person} />
      {person.isPending ? <Skeleton rows={6} /> : null}
      {person.data ? <Shown person={person.data} /> : null}
    </div>
  );
}

function Shown({ person }: { person: Person }) {
  const t = useT();
  const name = nameOf(person);
  return (
    <>
      <header className="admin__head">
        <div className="people-head">
          <Avatar initials={initialsOf(person)} photoId={person.photoId} />
          <div>
            <h1>{name}</h1>
            <span className={`state state--box ${STATE_TONES[person.state]}`}>{t(STATE_WORDS[person.state])}</span>
          </div>
        </div>
        <PersonActs person={person} name={name} />
      </header>
      <div className="people-cards">
        <PersonAccount person={person} />
        <Who person={person} />
        <PersonRights person={person} />
        <PersonDirectories person={person} />
        <PersonDelegations person={person} name={name} />
        <PersonRoleHistory personId={person.id} />
        <PersonMovements personId={person.id} />
      </div>
    </>
  );
}

function Who({ person }: { person: Person }) {
  const t = useT();
  const locale = useLocale();
  const none = t('persons.field.none');
  return (
    <section className="card card__body" aria-labelledby="people-who">
      <h2 id="people-who">{t('persons.who')}</h2>
      <dl className="data">
        <div>
          <dt>{t('persons.field.email')}</dt>
          <dd>
            <EmailText address={person.email} />
          </dd>
        </div>
        <div>
          <dt>{t('persons.field.number')}</dt>
          <dd className="num">{person.employeeNumber || none}</dd>
        </div>
        <div>
          <dt>{t('persons.field.phone')}</dt>
          <dd className="num">{person.phone || none}</dd>
        </div>
        <div>
          <dt>{t('persons.field.agency')}</dt>
          <dd>{local(person.agencyName, locale)}</dd>
        </div>
        <div>
          <dt>{t('persons.field.position')}</dt>
          <dd>{local(person.positionName, locale)}</dd>
        </div>
      </dl>
    </section>
  );
}
