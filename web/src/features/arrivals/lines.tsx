/** The lines of a file, with what was found of each. */
import { Link } from '@tanstack/react-router';
import { ARRIVAL_OUTCOMES, type ArrivalOutcome } from '#contract/arrival-kinds.ts';
import type { ArrivalDetail, ArrivalLine } from '#contract/arrivals.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { type LineFilter, useLines } from './queries.ts';
import { OUTCOME_WORDS } from './words.ts';

const FILTERS = { por_traer: 'new', traidos: 'brought', aqui: 'here', no_entran: 'fault', con_nota: 'noted' } as const;
export type Seeing = keyof typeof FILTERS;
const isSeeing = (value: unknown): value is Seeing => typeof value === 'string' && Object.hasOwn(FILTERS, value);

const TONE: Record<ArrivalOutcome, string> = {
  new: 'chip chip--brand',
  brought: 'chip chip--brand',
  here: 'chip',
  fault: 'chip chip--attention',
};

function Problems({ line }: { line: ArrivalLine }) {
  const t = useT();
  if (line.problems.length === 0) return null;
  return (
    <ul className="arr-problems">
      {line.problems.map((problem) => (
        <li key={`${problem.column} ${problem.message}`}>
          {problem.column === null ? null : <b>{t(`arrivals.column.${problem.column}`)}: </b>}
          {problem.found === '' ? null : <q className="arr-found">{problem.found}</q>}{' '}
          {t(problem.message as MessageKey, problem.values)}
        </li>
      ))}
    </ul>
  );
}

function Table({ lines }: { lines: readonly ArrivalLine[] }) {
  const t = useT();
  return (
    <div className="arr-scroll">
      <table className="table table--stacks" aria-label={t('arrivals.lines')}>
        <thead>
          <tr>
            <th scope="col">{t('arrivals.report.line')}</th>
            <th scope="col">{t('arrivals.report.label')}</th>
            <th scope="col">{t('arrivals.report.outcome')}</th>
            <th scope="col">{t('arrivals.report.said')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td data-label={t('arrivals.report.line')}>{line.line}</td>
              <td data-label={t('arrivals.report.label')} className="arr-name">
                <span>
                  {line.label}
                  {line.became === null ? null : <small className="sub">{line.became}</small>}
                </span>
              </td>
              <td data-label={t('arrivals.report.outcome')}>
                <span className={TONE[line.outcome]}>{t(OUTCOME_WORDS[line.outcome])}</span>
              </td>
              <td data-label={t('arrivals.report.said')}>
                <Problems line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SEEN_BY: Record<ArrivalOutcome, Seeing> = {
  new: 'por_traer',
  brought: 'traidos',
  here: 'aqui',
  fault: 'no_entran',
};

/** `seen`: what the address says is looked at. */
export function Lines({ arrival, seen }: { arrival: ArrivalDetail; seen: string | undefined }) {
  const t = useT();
  const { id, state, counts, version } = arrival;
  const filter: LineFilter | undefined = isSeeing(seen) ? FILTERS[seen] : undefined;
  const lines = useLines(id, { outcome: filter, as: `${state} ${version}` });
  const items = lines.data?.pages.flatMap((page) => page.items) ?? [];
  const tab = (ver: Seeing | undefined, words: string) => (
    <Link
      key={ver ?? 'all'}
      to="/llegadas/$id"
      params={{ id }}
      search={ver === undefined ? {} : { ver }}
      replace
      resetScroll={false}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={(isSeeing(seen) ? seen : undefined) === ver ? 'page' : undefined}
    >
      {words}
    </Link>
  );
  return (
    <div className="stack stack--4">
      <nav className="tabs" aria-label={t('arrivals.tabs')}>
        {tab(undefined, t('arrivals.all', { count: arrival.lines }))}
        {ARRIVAL_OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) =>
          tab(SEEN_BY[outcome], t('arrivals.tab', { words: t(OUTCOME_WORDS[outcome]), count: counts[outcome] })),
        )}
        {tab('con_nota', t('arrivals.noted'))}
      </nav>
      <LoadTrouble of={lines} />
      {lines.isPending ? <Skeleton rows={5} /> : null}
      {items.length > 0 ? <Table lines={items} /> : null}
      {lines.data && items.length === 0 ? <p className="sub">{t('arrivals.no-lines')}</p> : null}
      {lines.hasNextPage ? <More onMore={() => void lines.fetchNextPage()} busy={lines.isFetchingNextPage} /> : null}
    </div>
  );
}
