/** What names an agency: rules, services, notices and directories. Of one that ended, what somebody has still to look at. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AgencyPage, Named } from '#contract/organisation.ts';
import { holds, type Permission } from '#contract/permissions.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

const KINDS: Record<Named['kind'], { word: MessageKey; read: Permission }> = {
  rule: { word: 'agencies.named.rule', read: 'routing.read' },
  service: { word: 'agencies.named.service', read: 'catalogue.administer' },
  announcement: { word: 'agencies.named.announcement', read: 'announcement.administer' },
  directory: { word: 'agencies.named.directory', read: 'directory.administer' },
};

export function AgencyNamed({ page }: { page: AgencyPage }) {
  const t = useT();
  const { agency, named } = page;
  if (named.length === 0) return null;
  const isOver = agency.standing === 'ended';
  return (
    <section aria-labelledby="agency-named">
      <h2 className="h3" id="agency-named">
        {t(isOver ? 'agencies.named-still' : 'agencies.named-now')} <span className="count">{named.length}</span>
      </h2>
      {isOver ? (
        <Notice kind="warning">
          {t(agency.successorId === null ? 'agencies.named-alone' : 'agencies.named-followed')}
        </Notice>
      ) : null}
      <NamedList named={named} />
    </section>
  );
}

/** Each with what it is, and its way there for whoever may open it. */
export function NamedList({ named }: { named: readonly Named[] }) {
  const t = useT();
  const locale = useLocale();
  const { roles } = useSession();
  return (
    <ul className="organisation-lines">
      {named.map((each) => (
        <li key={`${each.kind} ${each.id}`}>
          {holds(roles, KINDS[each.kind].read) ? (
            <Way to={each}>{local(each.name, locale)}</Way>
          ) : (
            <span>{local(each.name, locale)}</span>
          )}{' '}
          <small>{t(KINDS[each.kind].word)}</small>
        </li>
      ))}
    </ul>
  );
}

function Way({ to: { kind, id }, children }: { to: Named; children: ReactNode }) {
  if (kind === 'rule')
    return (
      <Link to="/equipos/reglas" search={{ regla: id }}>
        {children}
      </Link>
    );
  if (kind === 'service')
    return (
      <Link to="/catalogo/$service" params={{ service: id }}>
        {children}
      </Link>
    );
  const to = kind === 'announcement' ? '/avisos/$id' : '/administracion/directorios/$id';
  return (
    <Link to={to} params={{ id }}>
      {children}
    </Link>
  );
}
