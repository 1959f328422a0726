/** What addresses of the desk are made of: their words, their title, and pages that stand at several. */
import type { SessionView } from '#contract/accounts.ts';
import { askAtTheDoor } from '#web/shared/announcements/late.tsx';
import { loadSections, type MessageKey, type Section } from '#web/shared/i18n.ts';
import { page, reached } from './page.ts';
import { queryClient } from './query-client.ts';

export const words = (...sections: Section[]) => ({ loader: () => reached(() => loadSections(...sections)) });
const asked = () =>
  Promise.allSettled([
    askAtTheDoor(queryClient),
    import('#web/features/accounts/entrances.tsx').then(({ ask }) => ask(queryClient)),
  ]);
/** The sign-in page, with what the desk has to say to whoever comes, unless that is long in coming: nothing moves later. */
export const door = {
  loader: () =>
    Promise.all([
      reached(() => loadSections('auth')),
      Promise.race([asked(), new Promise((over) => setTimeout(over, 1_500))]),
    ]),
};

/** What the tab of the browser says; a page of one request says its folio. */
export const named = (title: MessageKey) => ({ staticData: { title } });

/** Search words of an address, as text; whatever else it carries falls away. */
export const texts =
  <const Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [Each in Name]?: string } => {
    const found = names.flatMap((name) =>
      search[name] === undefined || search[name] === '' ? [] : [[name, String(search[name])]],
    );
    return Object.fromEntries(found) as { [Each in Name]?: string };
  };

export const help = {
  ...named('common.nav.help'),
  ...words('help'),
  component: page(() => import('#web/features/help/help-page.tsx'), 'HelpPage'),
};

/** Beside what waits for a decision: what was decided. */
export const ledger = {
  ...named('console.nav.ledger'),
  ...words('urgencies'),
  component: page(() => import('#web/features/urgency/ledger-page.tsx'), 'LedgerPage'),
  validateSearch: texts('desde', 'hasta', 'dependencia', 'decide'),
};

/** Who opened what, for whoever audits. */
export const readings = {
  ...named('console.nav.readings'),
  ...words('readings'),
  component: page(() => import('#web/features/readings/readings-page.tsx'), 'ReadingsPage'),
  validateSearch: texts('persona', 'nombre', 'folio', 'que', 'desde', 'hasta'),
};

/** The official record as a whole. */
export const integrity = {
  ...named('console.nav.integrity'),
  ...words('integrity'),
  component: page(() => import('#web/features/integrity/integrity-page.tsx'), 'IntegrityPage'),
};

export const capturing = {
  ...named('console.nav.capture'),
  ...words('requests', 'console'),
  component: page(() => import('#web/features/requests/capture-page.tsx'), 'CapturePage'),
};

export const replies = {
  ...named('console.nav.replies'),
  ...words('console'),
  component: page(() => import('#web/features/canned-replies/replies-page.tsx'), 'RepliesPage'),
};

export const urgency = {
  ...named('common.nav.urgency'),
  ...words('urgencies'),
  component: page(() => import('#web/features/urgency/urgency-page.tsx'), 'UrgencyPage'),
};
export const levels = {
  ...named('console.nav.levels'),
  ...words('levels'),
  component: page(() => import('#web/features/service-levels/levels-page.tsx'), 'LevelsPage'),
};
export const calendars = {
  ...named('console.nav.calendars'),
  ...words('levels', 'calendars'),
  component: page(() => import('#web/features/calendars/calendars-page.tsx'), 'CalendarsPage'),
};

const onCall = { ...named('console.nav.duty'), ...words('shifts') };
export const duty = {
  ...onCall,
  validateSearch: texts('ver', 'semana', 'equipo', 'turno', 'desde', 'hasta'),
  component: page(() => import('#web/features/duty/duty-page.tsx'), 'DutyPage'),
};
export const handover = {
  ...onCall,
  component: page(() => import('#web/features/duty/handover-page.tsx'), 'HandoverPage'),
};

export const teamsAround = {
  ...words('teams'),
  component: page(() => import('#web/features/teams/teams-frame.tsx'), 'TeamsFrame'),
};
export const teams = {
  ...named('common.nav.teams'),
  validateSearch: texts('ver'),
  component: page(() => import('#web/features/teams/teams-page.tsx'), 'TeamsPage'),
};
export const rules = {
  ...named('console.nav.rules'),
  ...words('rules', 'requests'),
  validateSearch: texts('regla', 'area', 'servicio', 'dependencia', 'edificio'),
  component: page(() => import('#web/features/routing/rules-page.tsx'), 'RulesPage'),
};

export const absences = {
  ...named('console.nav.absences'),
  ...words('absences'),
  validateSearch: texts('ver', 'acto'),
  component: page(() => import('#web/features/teams/absences-page.tsx'), 'AbsencesPage'),
};

export const announcements = {
  ...named('console.nav.announcements'),
  ...words('announcements', 'announcing'),
  validateSearch: texts('ver', 'area', 'servicio'),
  component: page(() => import('#web/features/announcements/announcements-page.tsx'), 'AnnouncementsPage'),
};

export const catalogueLists = {
  ...named('console.nav.catalogue'),
  ...words('builder'),
  component: page(() => import('#web/features/catalogue/lists-page.tsx'), 'ListsPage'),
};
export const arrivals = {
  ...named('console.nav.arrivals'),
  ...words('arrivals'),
  component: page(() => import('#web/features/arrivals/arrivals-page.tsx'), 'ArrivalsPage'),
};
export const arrival = {
  ...named('console.nav.arrivals'),
  ...words('arrivals'),
  validateSearch: texts('ver'),
  component: page(() => import('#web/features/arrivals/arrival-page.tsx'), 'ArrivalPage'),
};

export const letters = {
  ...named('console.nav.mail'),
  ...words('setup'),
  validateSearch: texts('estado'),
  component: page(() => import('#web/features/notifications/letters-page.tsx'), 'LettersPage'),
};

export const settings = {
  ...named('console.nav.institution'),
  ...words('setup', 'faults-desk'),
  component: page(() => import('#web/features/institution/settings-page.tsx'), 'SettingsPage'),
};

export const catalogueOpen = {
  ...named('console.nav.catalogue'),
  ...words('builder', 'requests'),
  validateSearch: texts('q', 'pestana', 'version'),
  component: page(() => import('#web/features/catalogue/catalogue-page.tsx'), 'CataloguePage'),
};

const ofPasswords = { ...named('console.nav.passwords'), ...words('setup') };
export const passwords = {
  ...ofPasswords,
  component: page(() => import('#web/features/passwords/pages.tsx'), 'PasswordsPage'),
};
export const passwordReport = {
  ...ofPasswords,
  validateSearch: texts('estado', 'dependencia'),
  component: page(() => import('#web/features/passwords/pages.tsx'), 'ReportPage'),
};

export const directories = {
  ...named('console.nav.directories'),
  ...words('directories', 'setup', 'auth'),
  validateSearch: texts('tipo'),
  component: page(() => import('#web/features/directories/directories-page.tsx'), 'DirectoriesPage'),
};

export const deskState = {
  ...named('console.nav.state'),
  ...words('setup'),
  component: page(() => import('#web/features/upkeep/state-page.tsx'), 'StatePage'),
};

export const errorReports = {
  ...named('console.nav.error-reports'),
  ...words('reporting'),
  validateSearch: texts('estado', 'codigo'),
  component: page(() => import('#web/features/upkeep/reports-page.tsx'), 'ReportsPage'),
};

const ofCatalogue = { ...named('console.nav.catalogue'), ...words('builder') };
export const catalogueImport = {
  ...ofCatalogue,
  component: page(() => import('#web/features/catalogue/import-page.tsx'), 'ImportPage'),
};

export const backups = {
  ...named('console.nav.backups'),
  ...words('backups', 'faults-desk'),
  component: page(() => import('#web/features/safekeeping/safekeeping-page.tsx'), 'SafekeepingPage'),
};

/** Where the day of this person begins; null while the second step is due: until then nobody knows what they do here. */
export const homeOf = ({ can, secondStep }: SessionView) => {
  if (secondStep !== null) return null;
  return can.queue ? '/atencion' : can.administer ? '/administracion/personas' : '/solicitudes';
};
