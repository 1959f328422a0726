/** The filters in force as chips to take away one by one, and the window in which they are chosen. */
import { useState } from 'react';
import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';
import { useDeskLists } from './desk-lists.ts';
import { useOutageChoices } from './outage-queries.ts';
import { useCatalogue, useOrganisation } from './queries.ts';
import { isUsual } from './queue-columns.ts';
import { useQueueHere } from './queue-context.ts';
import {
  CHIPS,
  type Chip,
  DUE_GROUPS,
  DUE_WORDS,
  type QueueFilters,
  STATE_WORDS,
  STATES,
  widened,
} from './queue-filters.ts';
import { SavedViewMenu, useSavedView } from './saved-views.tsx';

type Choice = { value: string; words: string };

/** What each filter may be, in words; empty until its list has come. */
function useChoices(filters: QueueFilters, wanted: boolean): Record<Chip, Choice[]> {
  const t = useT();
  const locale = useLocale();
  const catalogue = useCatalogue().data;
  const lists = useDeskLists(wanted).data;
  const organisation = useOrganisation(wanted).data;
  const outages = useOutageChoices(filters.outage, wanted);
  const areas = catalogue?.areas ?? [];
  const teams = lists?.teams ?? [];
  const services = areas
    .filter(({ id }) => filters.area === undefined || id === filters.area)
    .flatMap((area) => area.services);
  const members = teams
    .filter(({ id }) => filters.team === undefined || id === filters.team)
    .flatMap((team) => team.members.map(({ id, name }) => [id, name] as const));
  const named = (things: readonly { id: string; name: { es: string; en: string } }[]): Choice[] =>
    byName(things, locale).map(({ id, name }) => ({ value: id, words: local(name, locale) }));
  return {
    state: STATES.map((state) => ({ value: state, words: t(STATE_WORDS[state]) })),
    due: DUE_GROUPS.map((due) => ({ value: due, words: t(DUE_WORDS[due]) })),
    area: named(areas),
    service: named(services),
    agency: named(organisation?.agencies ?? []),
    level: named(catalogue?.levels ?? []),
    team: named(teams),
    agent: [...new Map(members)]
      .map(([value, words]) => ({ value, words }))
      .sort((a, b) => a.words.localeCompare(b.words, locale)),
    outage: outages.map(({ id, title }) => ({ value: id, words: local(title, locale) })),
  };
}

const LABELS = {
  state: 'requests.filter.state',
  due: 'console.filter.due',
  area: 'requests.filter.area',
  service: 'console.aside.service',
  agency: 'console.filter.agency',
  level: 'requests.aside.level',
  team: 'console.aside.team',
  agent: 'console.aside.agent',
  outage: 'console.filter.outage',
} as const satisfies Record<Chip, string>;

/** A part of another area cannot stay when the area changes: nothing would be found. */
const changed = (filters: QueueFilters, chip: Chip, value: string | undefined): QueueFilters => {
  const next = { ...filters, [chip]: value };
  if (chip === 'area') next.service = undefined;
  if (chip === 'team') next.agent = undefined;
  return next;
};

export function QueueChips() {
  const t = useT();
  const { filters, columns, put } = useQueueHere();
  const used = CHIPS.filter((chip) => filters[chip] !== undefined);
  const choices = useChoices(filters, used.length > 0);
  const isKept = useSavedView() !== null;
  const narrowed = used.length > 0 || Boolean(filters.q) || filters.order !== undefined || !isUsual(columns);
  if (!narrowed && !isKept) return null;
  return (
    <ul className="rq-chips" aria-label={t('console.filter.used')}>
      {used.map((chip) => {
        const words = choices[chip].find(({ value }) => value === filters[chip])?.words ?? '…';
        return (
          <li key={chip}>
            <button type="button" className="chip chip--brand" onClick={() => put(changed(filters, chip, undefined))}>
              <span className="clip">
                {t(LABELS[chip])}: {words}
              </span>
              <IconX />
              <span className="visually-hidden">{t('console.filter.remove')}</span>
            </button>
          </li>
        );
      })}
      <li>
        <SavedViewMenu narrowed={narrowed} />
      </li>
    </ul>
  );
}

export function FilterDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { filters, put } = useQueueHere();
  const [chosen, choose] = useState(filters);
  const choices = useChoices(chosen, true);
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    put(chosen);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('console.filter.title')}
      footer={
        <>
          <Button onClick={() => choose(widened(filters))}>{t('console.filter.clear')}</Button>
          <Button kind="primary" type="submit" form="queue-filters">
            {t('console.filter.apply')}
          </Button>
        </>
      }
    >
      <form id="queue-filters" className="rq-form rq-form--two" onSubmit={submit}>
        {CHIPS.map((chip) => (
          <Field key={chip} label={t(LABELS[chip])}>
            {(wired) => (
              <Select
                {...wired}
                value={chosen[chip] ?? ''}
                onChange={(event) => choose(changed(chosen, chip, event.currentTarget.value || undefined))}
              >
                <option value="">{t(chip === 'state' ? 'console.filter.open' : 'console.filter.any')}</option>
                {choices[chip].map(({ value, words }) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </form>
    </Dialog>
  );
}
