/** Errores reportados: what people reported of the program, newest first, and one of them whole. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/reporting.css';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import * as v from 'valibot';
import { ReportCode } from '#contract/error-reports.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { ReportDetail } from './report-detail.tsx';
import { isReportState, type ReportFilter, type ReportLine, useReports } from './report-queries.ts';
import { STATE_TONES } from './report-words.ts';

type Search = { estado?: string; codigo?: string };

const filterOf = ({ estado, codigo }: Search): ReportFilter => ({
  state: isReportState(estado) ? estado : undefined,
  code: codigo,
});

export function ReportsPage() {
  const t = useT();
  const { id }: { id?: string } = useParams({ strict: false });
  const search: Search = useSearch({ strict: false });
  const filter = filterOf(search);
  return (
    <SplitPage
      id="reports-title"
      title={t('reporting.list')}
      open={id}
      label={t('reporting.one')}
      act={
        <LinkButton small kind="quiet" to="/administracion/estado">
          {t('console.nav.state')}
        </LinkButton>
      }
      list={
        <>
          <Filters key={`${filter.state} ${filter.code}`} filter={filter} />
          <List filter={filter} id={id} search={search} />
        </>
      }
    >
      {id === undefined ? (
        <EmptyState drawing="counter" title={t('reporting.choose')}>
          <p>{t('reporting.about')}</p>
        </EmptyState>
      ) : (
        <ReportDetail key={id} id={id} search={search} />
      )}
    </SplitPage>
  );
}

function Filters({ filter }: { filter: ReportFilter }) {
  const t = useT();
  const navigate = useNavigate();
  const [code, setCode] = useState(filter.code ?? '');
  const change = (next: ReportFilter) =>
    void navigate({ to: '/administracion/errores', search: { estado: next.state, codigo: next.code } });
  const find = (event: FormEvent) => {
    event.preventDefault();
    change({ state: undefined, code: code.trim() === '' ? undefined : code.trim() });
  };
  return (
    <search className="reporting-head">
      <Field label={t('reporting.filter')}>
        {(wired) => (
          <Select
            {...wired}
            value={filter.state ?? ''}
            onChange={({ currentTarget: { value } }) =>
              change({ state: isReportState(value) ? value : undefined, code: undefined })
            }
          >
            <option value="">{t('reporting.every-state')}</option>
            <option value="new">{t('reporting.state.new')}</option>
            <option value="mended">{t('reporting.state.mended')}</option>
          </Select>
        )}
      </Field>
      <form className="link-given" onSubmit={find} noValidate>
        <TextInput
          aria-label={t('reporting.code')}
          placeholder={t('reporting.code')}
          value={code}
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit">{t('reporting.find')}</Button>
      </form>
    </search>
  );
}

type Given = { filter: ReportFilter; id: string | undefined; search: Search };

function List({ filter, id, search }: Given) {
  const t = useT();
  const isCode = filter.code === undefined || v.is(ReportCode, filter.code);
  const reports = useReports({ ...filter, code: isCode ? filter.code : undefined });
  const items = reports.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = filter.state !== undefined || filter.code !== undefined;
  if (!isCode)
    return (
      <EmptyState drawing="search" title={t('reporting.nothing')}>
        <p>{t('field.report-code')}</p>
      </EmptyState>
    );
  return (
    <>
      <LoadTrouble of={reports} />
      {reports.isPending ? <Skeleton rows={4} /> : null}
      {reports.data && items.length === 0 ? (
        <EmptyState
          drawing={isFiltered ? 'search' : 'counter'}
          title={t(isFiltered ? 'reporting.nothing' : 'reporting.none')}
          action={
            isFiltered ? (
              <LinkButton to="/administracion/errores" search={{}}>
                {t('reporting.all-of-them')}
              </LinkButton>
            ) : undefined
          }
        >
          {isFiltered ? null : <p>{t('reporting.none-text')}</p>}
        </EmptyState>
      ) : null}
      <ul className="split__lines" aria-busy={reports.isPlaceholderData}>
        {items.map((line) => (
          <li key={line.id}>
            <Line line={line} isOpen={line.id === id} search={search} />
          </li>
        ))}
      </ul>
      {reports.hasNextPage ? (
        <More onMore={() => void reports.fetchNextPage()} busy={reports.isFetchingNextPage} />
      ) : null}
    </>
  );
}

function Line({ line, isOpen, search }: { line: ReportLine; isOpen: boolean; search: Search }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const when = formatWhen(new Date(line.at), { timeZone, locale, now });
  return (
    <Link
      to="/administracion/errores/$id"
      params={{ id: line.id }}
      search={search}
      className={line.state === 'mended' ? 'split__line split__line--over' : 'split__line'}
      aria-current={isOpen ? 'page' : undefined}
    >
      <span className="split__name">
        <strong className="num">{line.code}</strong>
        <small className={`state ${STATE_TONES[line.state]}`}>{t(`reporting.state.${line.state}`)}</small>
      </span>
      <span className="split__about clip">
        {line.page} · {when}
      </span>
      {line.failed === null ? null : (
        <span className="split__about clip">
          {t('reporting.failed', { operation: line.failed.operation, status: line.failed.status })}
        </span>
      )}
    </Link>
  );
}
