/** What narrows the list: words, state of the account, agency, role, level of the position. */
import type { ReactNode } from 'react';
import { POSITION_LEVELS } from '#contract/agencies.ts';
import { ACCOUNT_STATES } from '#contract/people.ts';
import { ROLES } from '#contract/permissions.ts';
import { toldApart } from '#web/shared/by-name.ts';
import { type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Select } from '#web/shared/ui/field.tsx';
import { SearchBox } from '#web/shared/ui/search-box.tsx';
import { type Filter, levelOf, roleOf } from './filters.ts';
import { isState, useOrganisation } from './queries.ts';
import { STATE_WORDS } from './words.ts';

type Props = { filter: Filter; onChange: (next: Filter) => void; children: ReactNode };

export function PeopleFilters({ filter, onChange, children }: Props) {
  const t = useT();
  const locale = useLocale();
  const agencies = useOrganisation().data?.agencies ?? [];
  const choice = (
    label: MessageKey,
    value: string | undefined,
    given: { change: (value: string) => Filter; every: MessageKey; options: readonly (readonly [string, string])[] },
  ) => (
    <Select
      aria-label={t(label)}
      value={value ?? ''}
      onChange={(event) => onChange(given.change(event.currentTarget.value))}
    >
      <option value="">{t(given.every)}</option>
      {given.options.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Select>
  );
  return (
    <search className="admin__filters people-filters">
      <SearchBox
        className="admin__search"
        label={t('setup.people.search')}
        hint={t('persons.search-hint')}
        q={filter.q}
        onSearch={(q) => onChange({ ...filter, q })}
      />
      {choice('persons.filter.agency', filter.agencyId, {
        change: (id) => ({ ...filter, agencyId: id || undefined }),
        every: 'persons.filter.every-agency',
        options: toldApart(agencies, locale).map(({ id, label }) => [id, label]),
      })}
      {choice('persons.filter.role', filter.role, {
        change: (role) => ({ ...filter, role: roleOf(role) }),
        every: 'persons.filter.every-role',
        options: ROLES.map((role) => [role, t(`common.role.${role}`)]),
      })}
      {choice('persons.filter.level', filter.level, {
        change: (level) => ({ ...filter, level: levelOf(level) }),
        every: 'persons.filter.every-level',
        options: POSITION_LEVELS.map((level) => [level, t(`persons.level.${level}`)]),
      })}
      {choice('setup.people.filter', filter.state, {
        change: (state) => ({ ...filter, state: isState(state) ? state : undefined }),
        every: 'setup.people.every-state',
        options: ACCOUNT_STATES.map((state) => [state, t(STATE_WORDS[state])]),
      })}
      {children}
    </search>
  );
}
