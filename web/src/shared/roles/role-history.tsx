/** Every role a person holds or held, in words: since when, until when, by whom, and how it ended. */
import '#web/styles/roles.css';
import { useQuery } from '@tanstack/react-query';
import { type GrantEnd, type GrantSource, type RoleGrantView, readRoleHistory } from '#contract/role-grants.ts';
import { call } from '#web/shared/client.ts';
import { sayDay } from '#web/shared/days.ts';
import { formatDay } from '#web/shared/format.ts';
import { type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';

export const useRoleHistory = (personId: string) =>
  useQuery({
    queryKey: ['people', 'roles', personId],
    queryFn: ({ signal }) => call(readRoleHistory, { params: { id: personId }, signal }),
  });

const SOURCE_WORDS: Record<GrantSource, MessageKey> = {
  desk: 'roles.source.desk',
  account: 'roles.source.account',
  enrolment: 'roles.source.enrolment',
  directory: 'roles.source.directory',
  terminal: 'roles.source.terminal',
  before: 'roles.source.before',
};
const END_WORDS: Record<GrantEnd, MessageKey> = {
  withdrawn: 'roles.end.withdrawn',
  term: 'roles.end.term',
  renewed: 'roles.end.renewed',
  directory: 'roles.end.directory',
  returned: 'roles.end.returned',
  office: 'roles.end.office',
};

/** `ofPast`: what is held is told elsewhere on the page. */
export function RoleHistory({ personId, ofPast = false }: { personId: string; ofPast?: boolean }) {
  const t = useT();
  const history = useRoleHistory(personId);
  const grants = history.data?.grants ?? [];
  const held = grants.filter(({ ended }) => ended === null);
  const past = grants.filter(({ ended }) => ended !== null);
  return (
    <>
      <LoadTrouble of={history} />
      {history.isPending ? <Skeleton rows={3} /> : null}
      {ofPast || held.length === 0 ? null : <Listed title={t('roles.held')} grants={held} />}
      {history.data && past.length === 0 ? <p className="sub">{t('roles.none-past')}</p> : null}
      {past.length > 0 ? <Listed title={ofPast ? null : t('roles.past')} grants={past} /> : null}
    </>
  );
}

function Listed({ title, grants }: { title: string | null; grants: readonly RoleGrantView[] }) {
  return (
    <>
      {title === null ? null : <h3 className="roles-part">{title}</h3>}
      <ul className="roles-list">
        {grants.map((grant) => (
          <li key={grant.id}>
            <Told grant={grant} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Told({ grant }: { grant: RoleGrantView }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const at = (instant: string) => formatDay(new Date(instant), { timeZone, locale, now });
  const { role, since, until, ground, source, grantedBy, ended } = grant;
  const given = t(SOURCE_WORDS[source], { by: grantedBy ?? t('roles.somebody') });
  return (
    <>
      <strong>{t(`common.role.${role}`)}</strong>
      <span>
        {ended !== null
          ? t('roles.from-to', { from: at(since), to: at(ended.at) })
          : t(source === 'before' ? 'roles.from-before' : 'roles.from', { from: at(since) })}
        {until === null || ended !== null ? '' : `. ${t('roles.until', { day: sayDay(until, locale, now) })}`}
      </span>
      <small>
        {given}
        {ended === null ? '' : `. ${t(END_WORDS[ended.how], { by: ended.by ?? t('roles.somebody') })}`}
      </small>
      {ground === '' ? null : <small>{t('roles.ground', { ground })}</small>}
      {ended === null || ended.note === '' ? null : <small>{ended.note}</small>}
    </>
  );
}
