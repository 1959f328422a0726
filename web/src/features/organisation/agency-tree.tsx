/** One line per agency under the one it belongs to: who heads it, who coordinates it, and what is planned. */
import { Link } from '@tanstack/react-router';
import type { AgencyNode } from '#contract/organisation.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { SiftBox, useSifted } from '#web/shared/ui/sift.tsx';
import type { Organisation } from './queries.ts';
import { type Branch, branchesOf, wordsOf } from './tree.ts';
import { useDays } from './words.ts';

type Props = { data: Organisation; open: string | undefined };

export function AgencyTree({ data, open }: Props) {
  const t = useT();
  const sifted = useSifted(data.agencies, wordsOf);
  const standing = sifted.found.filter((agency) => agency.standing !== 'ended');
  const ended = sifted.found.filter((agency) => agency.standing === 'ended');
  // The name of the list is the page's while nothing of it is open.
  const Part = open === undefined ? 'h2' : 'h3';
  return (
    <>
      <SiftBox of={sifted} label={t('agencies.sift')} />
      <Branches branches={branchesOf(standing)} data={data} open={open} />
      {ended.length > 0 ? (
        <section aria-labelledby="agencies-ended">
          <Part className="organisation-part" id="agencies-ended">
            <span>{t('agencies.ended')}</span>
            <span className="count">{ended.length}</span>
          </Part>
          <ul className="split__lines">
            {ended.map((agency) => (
              <li key={agency.id}>
                <Line agency={agency} data={data} open={open} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Branches({ branches, ...props }: Props & { branches: readonly Branch[] }) {
  return (
    <ul className="split__lines organisation-branches">
      {branches.map(({ agency, branches: under }) => (
        <li key={agency.id}>
          <Line agency={agency} {...props} />
          {under.length > 0 ? <Branches branches={under} {...props} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Line({ agency, data, open }: Props & { agency: AgencyNode }) {
  const locale = useLocale();
  const isOver = agency.standing === 'ended';
  return (
    <Link
      to="/administracion/dependencias/$id"
      params={{ id: agency.id }}
      search={(before: Record<string, unknown>) => ({ ...before, ver: undefined })}
      className={isOver ? 'split__line split__line--over' : 'split__line'}
      aria-current={agency.id === open ? 'page' : undefined}
    >
      <span className="split__name">
        <strong className="clip-2">{local(agency.name, locale)}</strong>
        <small className="organisation-acronym">{agency.acronym}</small>
      </span>
      {isOver ? null : (
        <span className="split__about">
          <Vacancies agency={agency} />
        </span>
      )}
      <Coming agency={agency} data={data} />
      {agency.stillNamed > 0 ? <StillNamed count={agency.stillNamed} /> : null}
    </Link>
  );
}

function StillNamed({ count }: { count: number }) {
  const t = useT();
  return (
    <span className="split__about">
      <strong>{t('agencies.still-named', { count })}</strong>
    </span>
  );
}

function Vacancies({ agency }: { agency: AgencyNode }) {
  const t = useT();
  const [head] = agency.heads;
  if (agency.people === 0) return t('agencies.nobody');
  return (
    <>
      {head === undefined ? <strong>{t('agencies.no-head')}</strong> : head.name}
      {agency.coordinators.length === 0 ? (
        <>
          {' · '}
          <strong>{t('agencies.no-coordinator')}</strong>
        </>
      ) : null}
    </>
  );
}

/** What its days say: it begins, it passes over, it passed over. */
function Coming({ agency, data }: { agency: AgencyNode; data: Organisation }) {
  const t = useT();
  const { day } = useDays();
  const { standing, validFrom, validTo, successorId } = agency;
  if (standing === 'coming')
    return <span className="split__about">{t('agencies.begins', { day: day(validFrom) })}</span>;
  if (validTo === null) return null;
  const successor = data.agencies.find(({ id }) => id === successorId);
  if (successor === undefined)
    return <span className="split__about">{t('agencies.ended-on', { day: day(validTo) })}</span>;
  const key = standing === 'ended' ? 'agencies.passed' : 'agencies.passes';
  return <span className="split__about">{t(key, { acronym: successor.acronym, day: day(validTo) })}</span>;
}
