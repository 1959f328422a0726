/** How an account stands, in words: whether it opens the desk, since when, and how its person came. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PersonPage } from '#contract/person-page.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { SessionsOf } from './sessions-of.tsx';
import { useWhen } from './when.ts';
import { CLOSING_WORDS, FACTOR_WORDS } from './words.ts';

export function PersonAccount({ person }: { person: PersonPage }) {
  const t = useT();
  const when = useWhen();
  const { can } = useSession();
  const { asked, attended } = person.openRequests;
  const line = (term: string, said: ReactNode) => (
    <div>
      <dt>{term}</dt>
      <dd>{said}</dd>
    </div>
  );
  return (
    <section className="card card__body" aria-labelledby="people-account">
      <h2 id="people-account">{t('persons.account')}</h2>
      <dl className="data">
        {line(t('persons.field.state'), <State person={person} />)}
        {line(
          t('persons.field.sign-in'),
          person.lastSignInAt === null ? t('setup.people.never') : when.at(person.lastSignInAt),
        )}
        {line(t('persons.field.sessions'), <SessionsOf person={person} />)}
        {line(
          t('persons.field.factors'),
          person.factors.length === 0
            ? t('persons.field.no-factors')
            : person.factors.map((kind) => <span key={kind}>{t(FACTOR_WORDS[kind])} </span>),
        )}
        {line(t('persons.field.origin'), <Origin person={person} />)}
        {person.link === null && person.origin.way !== 'enrolment'
          ? null
          : line(t('persons.field.link'), <ActivationLink link={person.link} />)}
        {line(t('persons.field.asked'), asked)}
        {attended > 0
          ? line(
              t('persons.field.attended'),
              can.queue ? (
                <Link to="/atencion" search={{ vista: 'all', atiende: person.id }}>
                  {attended}: {t('persons.see-attended')}
                </Link>
              ) : (
                attended
              ),
            )
          : null}
      </dl>
    </section>
  );
}

function State({ person }: { person: PersonPage }) {
  const t = useT();
  const when = useWhen();
  const { state, closed, passwordEndsAt, mustChangePassword, pausedUntil } = person;
  if (state === 'invited') return t('persons.state.invited');
  if (state === 'awaiting_approval') return t('persons.state.awaiting');
  if (state === 'inactive') {
    if (closed === null) return t('persons.state.inactive');
    const at = when.at(closed.at);
    return (
      <>
        {closed.by === null
          ? t('persons.state.closed-terminal', { at })
          : t('persons.state.closed', { at, by: closed.by })}
        {closed.reason === 'terminal' ? null : <small>{t(CLOSING_WORDS[closed.reason])}</small>}
        {closed.note === '' ? null : <q className="people-note">{closed.note}</q>}
      </>
    );
  }
  if (pausedUntil !== null) return t('persons.state.paused', { at: when.at(pausedUntil) });
  if (!mustChangePassword)
    return passwordEndsAt === null
      ? t('persons.state.active')
      : t('persons.state.until', { day: when.day(passwordEndsAt) });
  return passwordEndsAt !== null && new Date(passwordEndsAt) <= when.now
    ? t('persons.state.expired', { day: when.day(passwordEndsAt) })
    : t('persons.state.must-change');
}

/** Where the link to the enrolment stands in its sentence: a separator nobody sees. */
const PLACE = '\u2063';

function Origin({ person: { origin } }: { person: PersonPage }) {
  const t = useT();
  const { roles } = useSession();
  const when = useWhen();
  const { way, by, enrolment } = origin;
  const at = when.at(origin.at);
  if (way === 'enrolment') {
    const said =
      by === null
        ? t('persons.origin.enrolment', { folio: PLACE, at })
        : t('persons.origin.enrolment-by', { folio: PLACE, at, by });
    const [before = '', after = ''] = said.split(PLACE);
    return (
      <>
        {before}
        {enrolment === null ? null : (
          <Link
            to={roles.includes('operator_admin') ? '/altas/$id/revision' : '/altas/$id'}
            params={{ id: enrolment.id }}
          >
            {enrolment.folio}
          </Link>
        )}
        {after}
      </>
    );
  }
  if (way === 'invitation')
    return by === null ? t('persons.origin.invitation-nobody', { at }) : t('persons.origin.invitation', { by, at });
  return t(`persons.origin.${way}`, { at });
}

function ActivationLink({ link }: { link: PersonPage['link'] }) {
  const t = useT();
  const when = useWhen();
  if (link === null) return t('persons.link.none');
  const { sentAt, openedAt, usedAt, revokedAt, expiresAt, issued } = link;
  const until = when.at(expiresAt);
  const said = () => {
    if (usedAt !== null) return t('persons.link.used', { at: when.at(usedAt) });
    if (revokedAt !== null) return t('persons.link.revoked', { at: when.at(revokedAt) });
    if (new Date(expiresAt) <= when.now) return t('persons.link.expired', { at: until });
    if (openedAt !== null) return t('persons.link.opened', { at: when.at(openedAt), until });
    return t('persons.link.sent', { at: when.at(sentAt), until });
  };
  return (
    <>
      {said()} <small>{t('persons.link.times', { count: issued })}</small>
    </>
  );
}
