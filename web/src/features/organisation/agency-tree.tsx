/** One line per agency under the one it belongs to: who heads it, who coordinates it, and what is planned. A large tree opens by parts. */
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { AgencyNode } from '#contract/organisation.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { IconChevronDown, IconChevronRight } from '#web/shared/ui/icons.tsx';
import { SiftBox, useSifted } from '#web/shared/ui/sift.tsx';
import type { Organisation } from './queries.ts';
import { type Branch, branchesOf, countUnder, pathTo, withAbove, wordsOf } from './tree.ts';
import { useDays } from './words.ts';

type Props = { data: Organisation; open: string | undefined };
/** `found`: null while nothing is looked for; what stands only above something found is paler. */
type Unfolding = {
  readonly all: boolean;
  readonly open: ReadonlySet<string>;
  readonly found: ReadonlySet<string> | null;
};
type Unfolded = Props & { unfolding: Unfolding };

/** So many are seen at once; a larger tree begins with its top. */
const AT_A_GLANCE = 60;

export function AgencyTree({ data, open }: Props) {
  const t = useT();
  const sifted = useSifted(data.agencies, wordsOf);
  const there = data.agencies.filter((agency) => agency.standing !== 'ended');
  const found = sifted.found.filter((agency) => agency.standing !== 'ended');
  const shown = sifted.q === '' ? there : withAbove(there, found);
  const chosen = data.agencies.find(({ id }) => id === open);
  const unfolding: Unfolding = {
    // What is looked for is seen, and so is what stands open beside the list.
    all: shown.length <= AT_A_GLANCE || sifted.q !== '',
    open: new Set(chosen === undefined ? [] : pathTo(data.agencies, chosen).map(({ id }) => id)),
    found: sifted.q === '' ? null : new Set(found.map(({ id }) => id)),
  };
  const ended = sifted.found.filter((agency) => agency.standing === 'ended');
  // The name of the list is the page's while nothing of it is open.
  const Part = open === undefined ? 'h2' : 'h3';
  return (
    <>
      <SiftBox of={sifted} label={t('agencies.sift')} />
      <Branches branches={branchesOf(shown)} data={data} open={open} unfolding={unfolding} />
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

function Branches({ branches, ...props }: Unfolded & { branches: readonly Branch[] }) {
  return (
    <ul className="split__lines organisation-branches">
      {branches.map((branch) => (
        <li key={branch.agency.id}>
          {branch.branches.length > 0 ? <Fork branch={branch} {...props} /> : <Leaf branch={branch} {...props} />}
        </li>
      ))}
    </ul>
  );
}

const Leaf = ({ branch: { agency }, unfolding, ...props }: Unfolded & { branch: Branch }) => (
  <Line agency={agency} isAbove={unfolding.found !== null && !unfolding.found.has(agency.id)} {...props} />
);

/** One with others under it, which come in sight by its button, or without asking where there are few. */
function Fork({ branch, ...props }: Unfolded & { branch: Branch }) {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const { agency, branches } = branch;
  const { all, open } = props.unfolding;
  const [turned, turn] = useState<boolean | null>(null);
  const isOpen = all ? turned !== false : (turned ?? open.has(agency.id));
  const name = local(agency.name, locale);
  return (
    <>
      <div className="organisation-fork">
        <Leaf branch={branch} {...props} />
        <button
          type="button"
          className="organisation-turn"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={t('agencies.under', { name, count: countUnder(branch) })}
          onClick={() => turn(!isOpen)}
        >
          {isOpen ? <IconChevronDown /> : <IconChevronRight />}
          <span className="num">{countUnder(branch)}</span>
        </button>
      </div>
      <div id={id}>{isOpen ? <Branches branches={branches} {...props} /> : null}</div>
    </>
  );
}

function Line({ agency, data, open, isAbove = false }: Props & { agency: AgencyNode; isAbove?: boolean }) {
  const locale = useLocale();
  const isOver = agency.standing === 'ended';
  return (
    <Link
      to="/administracion/dependencias/$id"
      params={{ id: agency.id }}
      search={(before: Record<string, unknown>) => ({ ...before, ver: undefined })}
      className={isOver || isAbove ? 'split__line split__line--over' : 'split__line'}
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
