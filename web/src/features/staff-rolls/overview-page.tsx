/** Every agency's staff roll: who is late, since when, and who is to answer. */
import '#web/styles/administration.css';
import '#web/styles/staff-rolls.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { holds } from '#contract/permissions.ts';
import { STANDINGS, type StaffRollLine } from '#contract/staff-rolls.ts';
import { sayDay } from '#web/shared/days.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { IconGear } from '#web/shared/ui/icons.tsx';
import { SearchBox, searched } from '#web/shared/ui/search-box.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { RollMark } from './marks.tsx';
import { type Overview, type Standing, useOverview } from './queries.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { isStanding, STANDING_WORDS, useMoments } from './words.ts';

type Filter = { readonly q: string; readonly standing: Standing | undefined };

export function RollsPage() {
  const t = useT();
  const locale = useLocale();
  const navigate = useNavigate();
  const { roles } = useSession();
  const search: { q?: string; ver?: string } = useSearch({ strict: false });
  const filter: Filter = {
    q: searched(search.q),
    standing: isStanding(search.ver) ? search.ver : undefined,
  };
  const [setting, set] = useState(false);
  const rolls = useOverview(filter);
  const change = (next: Filter) =>
    void navigate({
      to: '/administracion/plantillas',
      search: { q: next.q || undefined, ver: next.standing },
      replace: true,
    });
  return (
    <div className="desk__body admin roll">
      <header className="admin__head">
        <div>
          <h1>{t('staff-rolls.all.title')}</h1>
          <p className="sub measure">
            {t('staff-rolls.all.intro')}{' '}
            {rolls.data ? t('staff-rolls.all.next', { day: sayDay(rolls.data.nextOpening, locale) }) : null}
          </p>
        </div>
        {holds(roles, 'institution.administer') ? (
          <Button icon={<IconGear />} onClick={() => set(true)}>
            {t('staff-rolls.settings')}
          </Button>
        ) : null}
      </header>
      <Filters filter={filter} counts={rolls.data?.counts} onChange={change} />
      <LoadTrouble of={rolls} />
      {rolls.isPending ? <Skeleton rows={6} /> : null}
      {rolls.data && rolls.data.items.length > 0 ? (
        <Lines items={rolls.data.items} old={rolls.isPlaceholderData} />
      ) : null}
      {rolls.data && rolls.data.items.length === 0 ? (
        <Nothing
          filtered={filter.q !== '' || filter.standing !== undefined}
          clear={() => change({ q: '', standing: undefined })}
        />
      ) : null}
      {setting ? <SettingsDialog onClose={() => set(false)} /> : null}
    </div>
  );
}

type FiltersProps = { filter: Filter; counts: Overview['counts'] | undefined; onChange: (next: Filter) => void };

function Filters({ filter, counts, onChange }: FiltersProps) {
  const t = useT();
  return (
    <div className="admin__filters">
      <SearchBox
        className="admin__search"
        label={t('staff-rolls.all.search')}
        q={filter.q}
        onSearch={(q) => onChange({ ...filter, q })}
      />
      <Select
        aria-label={t('staff-rolls.all.filter')}
        value={filter.standing ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filter, standing: isStanding(value) ? value : undefined })
        }
      >
        <option value="">{t('staff-rolls.all.every')}</option>
        {STANDINGS.map((standing) => (
          <option key={standing} value={standing}>
            {t(STANDING_WORDS[standing])}
            {counts ? ` (${counts[standing]})` : ''}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Lines({ items, old }: { items: readonly StaffRollLine[]; old: boolean }) {
  const t = useT();
  return (
    <div className={old ? 'card admin__table admin__rows--old' : 'card admin__table'} aria-busy={old}>
      <table className="table" aria-label={t('staff-rolls.all.title')}>
        <thead>
          <tr>
            <th scope="col">{t('staff-rolls.all.col.agency')}</th>
            <th scope="col">{t('staff-rolls.all.col.state')}</th>
            <th scope="col">{t('staff-rolls.all.col.answers')}</th>
            <th scope="col">{t('staff-rolls.all.col.last')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line }: { line: StaffRollLine }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const { answerers, daysLate, lastConfirmed, lastTwelve } = line;
  return (
    <tr>
      <td className="roll__wrap">
        <Link to="/plantilla" search={{ lista: line.id }}>
          {local(line.agencyName, locale)}
        </Link>
        <small>
          {t('staff-rolls.all.people', { month: moments.month(line.month), count: line.people, marked: line.marked })}
        </small>
      </td>
      <td>
        <RollMark state={line.state} />
        {daysLate > 0 ? <small>{t('staff-rolls.all.late', { days: daysLate })}</small> : null}
        {line.state === 'open' && daysLate === 0 ? (
          <small>{t('staff-rolls.all.until', { at: moments.day(line.dueAt) })}</small>
        ) : null}
        {line.suspendedAt === null ? null : <small>{t('staff-rolls.all.suspended')}</small>}
        {line.goneOpen > 0 ? <small>{t('staff-rolls.all.gone', { count: line.goneOpen })}</small> : null}
      </td>
      <td className="roll__wrap">
        <span className="roll-label">{t('staff-rolls.all.col.answers')}: </span>
        {answerers.length === 0 ? t('staff-rolls.all.nobody') : answerers.map(({ name }) => name).join(', ')}
      </td>
      <td>
        <span className="roll-label">{t('staff-rolls.all.col.last')}: </span>
        {lastConfirmed === null ? t('staff-rolls.all.never') : moments.month(lastConfirmed)}
        <small>{t('staff-rolls.all.share', lastTwelve)}</small>
      </td>
    </tr>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useT();
  if (filtered)
    return (
      <EmptyState
        drawing="search"
        title={t('staff-rolls.all.nothing')}
        action={<Button onClick={clear}>{t('staff-rolls.all.clear')}</Button>}
      />
    );
  return (
    <EmptyState title={t('staff-rolls.all.empty')}>
      <p>{t('staff-rolls.all.empty-text')}</p>
    </EmptyState>
  );
}
