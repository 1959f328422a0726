/** The people behind a figure, by surname; for who administers them, each leads to where something is done about it. */
import { Link } from '@tanstack/react-router';
import type { ReplyOf } from '#contract/operation.ts';
import type { listPasswordStandings, PasswordStanding } from '#contract/password-report.ts';
import { formatAgo, formatDay } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow, useSession } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useStandings } from './queries.ts';
import { type ReportFilter, searchOf } from './report-filter.ts';
import { REPORT, type Report } from './report-page.tsx';

type Person = ReplyOf<typeof listPasswordStandings>['items'][number];

/** The word says it, the colour only helps to find it. */
const TONES: Record<PasswordStanding, string> = {
  in_order: 'c-jade',
  ending: 'c-cempa',
  expired: 'c-grana',
  never: 'c-maya',
  paused: 'c-jaca',
  exempt: 'c-jade',
  closed: 'c-grey',
};

type Given = { filter: ReportFilter; agencies: Report['agencies'] };

export function ReportPeople({ filter, agencies }: Given) {
  const t = useT();
  const people = useStandings(filter);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="report-people">
      <h2 id="report-people">{t('setup.compliance.list')}</h2>
      <div className="admin__filters comply__note">
        <Chosen filter={filter} agencies={agencies} />
        <p className="sub small" role="status">
          {people.data
            ? t('setup.compliance.count', { count: items.length, more: people.hasNextPage ? 'yes' : 'no' })
            : null}
        </p>
        <LinkButton small kind="quiet" to={REPORT} search={{}}>
          {t('setup.compliance.all')}
        </LinkButton>
      </div>
      <LoadTrouble of={people} />
      {people.isPending ? <Skeleton rows={6} /> : null}
      {people.data && items.length === 0 ? (
        <EmptyState drawing="search" title={t('setup.compliance.nobody')}>
          <p>{t('setup.compliance.nobody-text')}</p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? <PeopleTable items={items} /> : null}
      {people.hasNextPage ? <More onMore={() => void people.fetchNextPage()} busy={people.isFetchingNextPage} /> : null}
    </section>
  );
}

/** What narrows the list; pressed, it does not any more. */
function Chosen({ filter, agencies }: Given) {
  const t = useT();
  const locale = useLocale();
  const agency = agencies.find(({ agencyId }) => agencyId === filter.agency);
  const { standing, ...others } = filter;
  const { agency: _agency, ...anywhere } = filter;
  const chosen = [
    ...(standing ? [{ words: t(`setup.compliance.many.${standing}`), rest: others }] : []),
    ...(filter.agency
      ? [
          {
            words: agency ? agency.acronym || local(agency.name, locale) : t('setup.compliance.one-agency'),
            rest: anywhere,
          },
        ]
      : []),
  ];
  return chosen.map(({ words, rest }) => (
    <Link key={words} className="chip ledger__chosen" to={REPORT} search={searchOf(rest)}>
      <span className="clip">{words}</span>
      <IconX />
      <span className="visually-hidden">{t('setup.compliance.drop')}</span>
    </Link>
  ));
}

function PeopleTable({ items }: { items: readonly Person[] }) {
  const t = useT();
  return (
    <div className="card ledger__frame">
      <table className="table ledger__table" aria-labelledby="report-people">
        <thead>
          <tr>
            <th scope="col">{t('setup.compliance.col.name')}</th>
            <th scope="col">{t('setup.compliance.col.agency')}</th>
            <th scope="col">{t('setup.compliance.col.standing')}</th>
            <th scope="col">{t('setup.compliance.col.ends')}</th>
            <th scope="col">{t('setup.compliance.col.last')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((person) => (
            <PersonLine key={person.personId} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonLine({ person }: { person: Person }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { can } = useSession();
  const { timeZone } = useInstitution();
  const { endsAt, lastSignInAt } = person;
  return (
    <tr>
      <th scope="row">
        {can.administer ? (
          <Link to="/administracion/personas" search={{ q: person.email }}>
            {person.name}
          </Link>
        ) : (
          person.name
        )}
        <small>{person.email}</small>
      </th>
      <td data-label={t('setup.compliance.col.agency')}>{person.agencyAcronym || local(person.agencyName, locale)}</td>
      <td data-label={t('setup.compliance.col.standing')}>
        <span>
          <span className={`state state--box ${TONES[person.standing]}`}>
            {t(`setup.compliance.standing.${person.standing}`)}
          </span>
        </span>
      </td>
      <td data-label={t('setup.compliance.col.ends')}>
        {endsAt === null ? (
          <span className="sub">{t('setup.compliance.no-date')}</span>
        ) : (
          formatDay(new Date(endsAt), { timeZone, locale, now })
        )}
      </td>
      <td data-label={t('setup.compliance.col.last')}>
        {lastSignInAt === null ? (
          <span className="sub">{t('setup.compliance.not-yet')}</span>
        ) : (
          formatAgo(new Date(lastSignInAt), { timeZone, locale, now })
        )}
      </td>
    </tr>
  );
}
