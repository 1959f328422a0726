/** What somebody may do at the desk: each role, since when and from whom, and the acts it opens. */
import { holds, PERMISSIONS, type Permission, type Role } from '#contract/permissions.ts';
import type { PersonPage } from '#contract/person-page.ts';
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useWhen } from './when.ts';

const rightsOf = (role: Role): Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((right) => holds([role], right));

export function PersonRights({ person }: { person: PersonPage }) {
  const t = useT();
  return (
    <section className="card card__body people-rights" aria-labelledby="people-rights">
      <h2 id="people-rights">{t('persons.rights')}</h2>
      {person.state === 'active' ? null : <Notice kind="info">{t('persons.rights.idle')}</Notice>}
      {person.grants.length === 0 ? <p className="sub">{t('persons.rights.none')}</p> : null}
      <ul>
        {person.grants.map((grant) => (
          <Granted key={grant.role} grant={grant} />
        ))}
      </ul>
    </section>
  );
}

function Granted({ grant }: { grant: PersonPage['grants'][number] }) {
  const t = useT();
  const when = useWhen();
  const { role, since, until, ground, source, grantedBy: by } = grant;
  const at = when.at(since);
  const rights = rightsOf(role);
  return (
    <li>
      <strong>{t(`common.role.${role}`)}</strong>
      <small>{by === null ? t(`persons.grant.${source}`, { at }) : t(`persons.grant.${source}-by`, { at, by })}</small>
      {until === null ? null : (
        <small className="strong">{t('persons.until', { day: when.day(`${until}T12:00:00Z`) })}</small>
      )}
      {ground === '' ? null : <small>{t('persons.ground', { ground })}</small>}
      <p>{t(`setup.role-hint.${role}`)}</p>
      <details>
        <summary>{t('persons.rights.list', { count: rights.length })}</summary>
        <ul>
          {rights.map((right) => (
            <li key={right}>{t(`persons.right.${right}`)}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}
