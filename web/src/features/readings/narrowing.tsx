/** What narrows the log, each to be let go, and how many readings stand below. */
import { Link } from '@tanstack/react-router';
import type { ReadingLine } from '#contract/readings.ts';
import { sayDay } from '#web/shared/days.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';
import { shortFolio } from '#web/shared/ui/stub.tsx';
import { type FilterName, type ReadingFilter, searchOf, without } from './filter.ts';
import type { Readings } from './queries.ts';

type Given = { filter: ReadingFilter; first: Readings; count: number; more: boolean };

export function Narrowing({ filter, first, count, more }: Given) {
  const t = useT();
  const of = filter.folio === undefined ? null : (first.items[0]?.of ?? null);
  const chosen = useChosen(filter, first, of?.folio ?? null);
  return (
    <div className="admin__filters readings-narrowing">
      {chosen.map(([name, words]) => (
        <Link key={name} className="chip ledger__chosen" to="/lecturas" search={searchOf(without(filter, name))}>
          <span className="clip">{words}</span>
          <IconX />
          <span className="visually-hidden">{t('readings.drop')}</span>
        </Link>
      ))}
      <p className="sub small" role="status">
        {t('readings.count', { count, more: more ? 'yes' : 'no' })}
      </p>
      {of === null ? null : <Open of={of} />}
      {chosen.length > 1 && count > 0 ? (
        <LinkButton small kind="quiet" to="/lecturas" search={{}}>
          {t('readings.clear')}
        </LinkButton>
      ) : null}
    </div>
  );
}

function Open({ of: { kind, id, folio } }: { of: NonNullable<ReadingLine['of']> }) {
  const t = useT();
  const words = t(`readings.open-${kind}`);
  const quiet = { small: true, kind: 'quiet' } as const;
  if (kind === 'request')
    return (
      <LinkButton {...quiet} to="/atencion/$ref" params={{ ref: shortFolio(folio).replaceAll('/', '-') }}>
        {words}
      </LinkButton>
    );
  return (
    <LinkButton {...quiet} to={kind === 'enrolment' ? '/altas/$id' : '/bajas/$id'} params={{ id }}>
      {words}
    </LinkButton>
  );
}

function useChosen(filter: ReadingFilter, { personName }: Readings, folio: string | null): [FilterName, string][] {
  const t = useT();
  const locale = useLocale();
  const said: [FilterName, string | undefined][] = [
    ['person', filter.person && (personName ?? t('readings.one-person'))],
    ['name', filter.name],
    ['folio', folio === null ? filter.folio : shortFolio(folio)],
    ['what', filter.what && t(`readings.what.${filter.what}`)],
    ['from', filter.from && t('readings.from-day', { day: sayDay(filter.from, locale) })],
    ['to', filter.to && t('readings.to-day', { day: sayDay(filter.to, locale) })],
  ];
  return said.filter((one): one is [FilterName, string] => one[1] !== undefined);
}
