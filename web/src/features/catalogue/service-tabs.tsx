/** The parts of a service: each an address of its own. */
import { Link } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';

export const TABS = ['servicio', 'preguntas', 'versiones'] as const;
export type Tab = (typeof TABS)[number];
export const tabOf = (given: unknown): Tab => TABS.find((tab) => tab === given) ?? 'servicio';

const WORDS = {
  servicio: 'builder.tab.service',
  preguntas: 'builder.tab.questions',
  versiones: 'builder.tab.versions',
} as const;

type Props = { id: string; tab: Tab; questions: number; versions: number };

export function ServiceTabs({ id, tab, questions, versions }: Props) {
  const t = useT();
  const counts: Partial<Record<Tab, number>> = { preguntas: questions, versiones: versions };
  return (
    <nav className="tabs cat__tabs" aria-label={t('builder.tabs')}>
      {TABS.map((each) => (
        <Link
          key={each}
          to="/catalogo/$service"
          params={{ service: id }}
          search={(before) => ({ ...before, pestana: each, version: undefined })}
          activeOptions={{ includeSearch: true }}
          aria-current={each === tab ? 'page' : undefined}
          replace
        >
          {t(WORDS[each])}
          {counts[each] === undefined ? null : <span className="count">{counts[each]}</span>}
        </Link>
      ))}
    </nav>
  );
}
