/** The words of the screens: loaded section by section, es-MX first, then en. */

import { loaders } from 'virtual:words';
import { setupI18n } from '@lingui/core';
import { useSyncExternalStore } from 'react';
import type { LocalText } from '#contract/shapes.ts';
import type absences from '#locales/es-MX/absences.json';
import type agencies from '#locales/es-MX/agencies.json';
import type announcements from '#locales/es-MX/announcements.json';
import type announcing from '#locales/es-MX/announcing.json';
import type arrivals from '#locales/es-MX/arrivals.json';
import type auth from '#locales/es-MX/auth.json';
import type backups from '#locales/es-MX/backups.json';
import type bell from '#locales/es-MX/bell.json';
import type builder from '#locales/es-MX/builder.json';
import type calendars from '#locales/es-MX/calendars.json';
import type common from '#locales/es-MX/common.json';
import type desk from '#locales/es-MX/console.json';
import type dataRights from '#locales/es-MX/data-rights.json';
import type deactivations from '#locales/es-MX/deactivations.json';
import type delegations from '#locales/es-MX/delegations.json';
import type directories from '#locales/es-MX/directories.json';
import type documents from '#locales/es-MX/documents.json';
import type enrolmentReview from '#locales/es-MX/enrolment-review.json';
import type enrolments from '#locales/es-MX/enrolments.json';
import type entrances from '#locales/es-MX/entrances.json';
import type faults from '#locales/es-MX/faults.json';
import type faultsDesk from '#locales/es-MX/faults-desk.json';
import type help from '#locales/es-MX/help.json';
import type integrity from '#locales/es-MX/integrity.json';
import type levels from '#locales/es-MX/levels.json';
import type payrolls from '#locales/es-MX/payrolls.json';
import type persons from '#locales/es-MX/persons.json';
import type privacy from '#locales/es-MX/privacy.json';
import type privacyEditor from '#locales/es-MX/privacy-editor.json';
import type readings from '#locales/es-MX/readings.json';
import type redactions from '#locales/es-MX/redactions.json';
import type reporting from '#locales/es-MX/reporting.json';
import type requests from '#locales/es-MX/requests.json';
import type roles from '#locales/es-MX/roles.json';
import type rules from '#locales/es-MX/rules.json';
import type setup from '#locales/es-MX/setup.json';
import type shifts from '#locales/es-MX/shifts.json';
import type staffRolls from '#locales/es-MX/staff-rolls.json';
import type standing from '#locales/es-MX/standing.json';
import type teams from '#locales/es-MX/teams.json';
import type urgencies from '#locales/es-MX/urgencies.json';
import type verifying from '#locales/es-MX/verifying.json';

export type Locale = 'es-MX' | 'en';
export type Section =
  | 'absences'
  | 'announcements'
  | 'announcing'
  | 'arrivals'
  | 'auth'
  | 'backups'
  | 'bell'
  | 'calendars'
  | 'builder'
  | 'common'
  | 'console'
  | 'directories'
  | 'data-rights'
  | 'delegations'
  | 'documents'
  | 'enrolment-review'
  | 'enrolments'
  | 'entrances'
  | 'faults'
  | 'faults-desk'
  | 'help'
  | 'levels'
  | 'payrolls'
  | 'agencies'
  | 'persons'
  | 'privacy'
  | 'privacy-editor'
  | 'readings'
  | 'standing'
  | 'integrity'
  | 'redactions'
  | 'reporting'
  | 'requests'
  | 'roles'
  | 'rules'
  | 'setup'
  | 'shifts'
  | 'deactivations'
  | 'staff-rolls'
  | 'teams'
  | 'urgencies'
  | 'verifying';
export type MessageKey =
  | keyof typeof absences
  | keyof typeof announcements
  | keyof typeof announcing
  | keyof typeof arrivals
  | keyof typeof auth
  | keyof typeof backups
  | keyof typeof bell
  | keyof typeof calendars
  | keyof typeof builder
  | keyof typeof common
  | keyof typeof desk
  | keyof typeof directories
  | keyof typeof dataRights
  | keyof typeof delegations
  | keyof typeof documents
  | keyof typeof enrolmentReview
  | keyof typeof enrolments
  | keyof typeof entrances
  | keyof typeof faults
  | keyof typeof faultsDesk
  | keyof typeof help
  | keyof typeof levels
  | keyof typeof payrolls
  | keyof typeof agencies
  | keyof typeof persons
  | keyof typeof privacy
  | keyof typeof privacyEditor
  | keyof typeof readings
  | keyof typeof standing
  | keyof typeof integrity
  | keyof typeof redactions
  | keyof typeof reporting
  | keyof typeof requests
  | keyof typeof roles
  | keyof typeof rules
  | keyof typeof setup
  | keyof typeof shifts
  | keyof typeof deactivations
  | keyof typeof staffRolls
  | keyof typeof teams
  | keyof typeof urgencies
  | keyof typeof verifying;
export type Values = Record<string, string | number | Date>;
export type Translate = (key: MessageKey, values?: Values) => string;

const i18n = setupI18n({ locale: 'es-MX', messages: {} });
const loaded = new Set<string>();
const wanted = new Set<Section>(['common', 'faults']);
let locale: Locale = 'es-MX';
/** The language on screen: `locale` once its words are here, so that names and words never stand in two languages. */
let shown: Locale = 'es-MX';
let version = 0;
const listeners = new Set<() => void>();

const changed = () => {
  version += 1;
  for (const listener of listeners) listener();
};

async function loadOne(section: Section): Promise<void> {
  const name = `${locale}/${section}`;
  if (loaded.has(name)) return;
  const { default: messages } = (await loaders[locale][section]?.()) ?? { default: {} };
  i18n.load(name.split('/')[0] ?? locale, messages);
  loaded.add(name);
}

/** Loads the sections a route needs, in the language in use; resolves when its words are there. */
export async function loadSections(...sections: Section[]): Promise<void> {
  for (const section of sections) wanted.add(section);
  await Promise.all([...wanted].map(loadOne));
}

/** Changes the language of everything on screen. */
export async function setLocale(next: Locale): Promise<void> {
  locale = next;
  await Promise.all([...wanted].map(loadOne));
  // Another may have been chosen while these words came.
  if (locale !== next) return;
  i18n.activate(next);
  shown = next;
  document.documentElement.lang = next;
  changed();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const translate: Translate = (key, values) => i18n._(key, values);

/** The words, again whenever the language changes. */
export function useT(): Translate {
  useSyncExternalStore(subscribe, () => version);
  return translate;
}

export function useLocale(): Locale {
  useSyncExternalStore(subscribe, () => version);
  return shown;
}

/** A name kept in both languages, in the one in use; what has no English words says the Spanish ones. */
export const local = (text: LocalText, of: Locale): string => (of === 'en' && text.en !== '' ? text.en : text.es);
