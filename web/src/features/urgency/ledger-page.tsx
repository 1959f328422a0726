/** Registro de urgencias: what was asked and what was decided in some months, by agency and by who decided. */
import '#web/styles/administration.css';
import '#web/styles/urgency-ledger.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import type { ReplyOf } from '#contract/operation.ts';
import { exportUrgencyLedger, type readUrgencyLedger } from '#contract/urgency-ledger.ts';
import { dateTag } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useNow, useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { IconArrowLeft, IconDownload, IconX } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { DecisionsTable } from './ledger-decisions.tsx';
import { exportPath, filterOf, type LedgerFilter, monthsToChoose, searchOf } from './ledger-filter.ts';
import { AgencyTable, DeciderTable } from './ledger-tables.tsx';
import { useLedger } from './queries.ts';

export type Ledger = ReplyOf<typeof readUrgencyLedger>;

export function LedgerPage() {
  const t = useT();
  const navigate = useNavigate();
  const { can } = useSession();
  const filter = filterOf(useSearch({ strict: false }));
  const ledger = useLedger(filter);
  const [first] = ledger.data?.pages ?? [];
  const items = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: LedgerFilter) =>
    void navigate({ to: '/urgencias/registro', search: searchOf(next), replace: true });
  return (
    <div className="desk__body admin ledger">
      <header className="admin__head">
        <div>
          {can.urgency ? (
            <nav className="crumbs" aria-label={t('urgencies.path')}>
              <Link to="/urgencias">
                <IconArrowLeft /> {t('urgencies.title')}
              </Link>
            </nav>
          ) : null}
          <h1>{t('urgencies.ledger')}</h1>
          <p className="sub">{t('urgencies.ledger.intro')}</p>
        </div>
        <a className="button" href={exportPath(exportUrgencyLedger.path, filter)} download>
          <IconDownload /> {t('urgencies.ledger.export')}
        </a>
      </header>
      <Filters filter={filter} first={first} change={change} />
      <LoadTrouble of={ledger} />
      {ledger.isPending ? <Skeleton rows={6} /> : null}
      {first === undefined ? null : first.agencies.length === 0 && items.length === 0 ? (
        <Nothing filter={filter} clear={() => change({})} />
      ) : (
        <div
          className={ledger.isPlaceholderData ? 'admin admin__rows--old' : 'admin'}
          aria-busy={ledger.isPlaceholderData}
        >
          <Totals ledger={first} />
          <AgencyTable ledger={first} filter={filter} />
          <DeciderTable ledger={first} filter={filter} />
          <DecisionsTable items={items} />
          {ledger.hasNextPage ? (
            <More onMore={() => void ledger.fetchNextPage()} busy={ledger.isFetchingNextPage} />
          ) : null}
        </div>
      )}
    </div>
  );
}

type Choosing = { filter: LedgerFilter; first: Ledger | undefined; change: (next: LedgerFilter) => void };

function Filters({ filter, first, change }: Choosing) {
  const t = useT();
  const locale = useLocale();
  const agency = first?.agencies.find(({ agencyId }) => agencyId === filter.agency);
  const decider = first?.deciders.find(({ personId }) => personId === filter.by);
  const { agency: _agency, ...allAgencies } = filter;
  const { by: _by, ...allDeciders } = filter;
  return (
    <search className="admin__filters ledger__filters">
      <Month
        label={t('urgencies.ledger.from')}
        month={filter.from ?? first?.from}
        onMonth={(from) => change({ ...filter, from })}
        most={filter.to ?? first?.to}
      />
      <Month
        label={t('urgencies.ledger.to')}
        month={filter.to ?? first?.to}
        onMonth={(to) => change({ ...filter, to })}
        least={filter.from ?? first?.from}
      />
      {filter.agency === undefined ? null : (
        <Chosen
          words={agency ? agency.acronym || local(agency.name, locale) : t('urgencies.ledger.one-agency')}
          drop={() => change(allAgencies)}
        />
      )}
      {filter.by === undefined ? null : (
        <Chosen words={decider?.name ?? t('urgencies.ledger.one-decider')} drop={() => change(allDeciders)} />
      )}
    </search>
  );
}

function Chosen({ words, drop }: { words: string; drop: () => void }) {
  const t = useT();
  return (
    <button type="button" className="chip ledger__chosen" onClick={drop}>
      <span className="clip">{words}</span>
      <IconX />
      <span className="visually-hidden">{t('urgencies.ledger.drop')}</span>
    </button>
  );
}

type MonthProps = {
  label: string;
  month: string | undefined;
  onMonth: (month: string) => void;
  least?: string | undefined;
  most?: string | undefined;
};

/** The months of the last three years; never a first one after the last. */
function Month({ label, month, onMonth, least, most }: MonthProps) {
  const id = useId();
  const locale = useLocale();
  const words = new Intl.DateTimeFormat(dateTag(locale), { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const newest = useNow().toISOString().slice(0, 7);
  const months = monthsToChoose(newest, [month ?? newest]).filter(
    (one) => (least === undefined || one >= least) && (most === undefined || one <= most),
  );
  return (
    <div className="ledger__month">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={month ?? ''}
        disabled={month === undefined}
        onChange={({ currentTarget: { value } }) => onMonth(value)}
      >
        {months.map((one) => (
          <option key={one} value={one}>
            {words.format(new Date(`${one}-15T12:00:00Z`))}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Totals({ ledger }: { ledger: Ledger }) {
  const t = useT();
  const of = (name: 'asked' | 'kept' | 'changed' | 'objections') =>
    ledger.agencies.reduce((total, row) => total + row[name], 0);
  const figures = [
    { words: 'urgencies.ledger.total.asked', count: of('asked') },
    { words: 'urgencies.ledger.total.changed', count: of('changed') },
    { words: 'urgencies.ledger.total.kept', count: of('kept') },
    { words: 'urgencies.ledger.total.objections', count: of('objections') },
  ] as const;
  return (
    <dl className="ledger__totals">
      {figures.map(({ words, count }) => (
        <div key={words}>
          <dt>{t(words, { count })}</dt>
          <dd className="num">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Nothing({ filter, clear }: { filter: LedgerFilter; clear: () => void }) {
  const t = useT();
  if (Object.keys(filter).length === 0)
    return (
      <EmptyState drawing="counter" title={t('urgencies.ledger.empty')}>
        <p>{t('urgencies.ledger.empty-text')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      drawing="search"
      title={t('urgencies.ledger.nothing')}
      action={<Button onClick={clear}>{t('urgencies.ledger.clear')}</Button>}
    />
  );
}
