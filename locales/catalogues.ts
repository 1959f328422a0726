/** The texts of the desk for the server: letters, documents, pages of its own. es-MX is the source; en says the same. */
import { type Messages, setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import absencesEn from './en/absences.json' with { type: 'json' };
import agenciesEn from './en/agencies.json' with { type: 'json' };
import announcementsEn from './en/announcements.json' with { type: 'json' };
import announcingEn from './en/announcing.json' with { type: 'json' };
import archivesEn from './en/archives.json' with { type: 'json' };
import arrivalsEn from './en/arrivals.json' with { type: 'json' };
import authEn from './en/auth.json' with { type: 'json' };
import backupsEn from './en/backups.json' with { type: 'json' };
import bellEn from './en/bell.json' with { type: 'json' };
import builderEn from './en/builder.json' with { type: 'json' };
import calendarsEn from './en/calendars.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import consoleEn from './en/console.json' with { type: 'json' };
import dataRightsEn from './en/data-rights.json' with { type: 'json' };
import deactivationsEn from './en/deactivations.json' with { type: 'json' };
import delegationsEn from './en/delegations.json' with { type: 'json' };
import directoriesEn from './en/directories.json' with { type: 'json' };
import doctorEn from './en/doctor.json' with { type: 'json' };
import documentsEn from './en/documents.json' with { type: 'json' };
import dossierEn from './en/dossier.json' with { type: 'json' };
import enrolmentReviewEn from './en/enrolment-review.json' with { type: 'json' };
import enrolmentsEn from './en/enrolments.json' with { type: 'json' };
import entrancesEn from './en/entrances.json' with { type: 'json' };
import faultsEn from './en/faults.json' with { type: 'json' };
import faultsDeskEn from './en/faults-desk.json' with { type: 'json' };
import helpEn from './en/help.json' with { type: 'json' };
import integrityEn from './en/integrity.json' with { type: 'json' };
import lettersEn from './en/letters.json' with { type: 'json' };
import levelsEn from './en/levels.json' with { type: 'json' };
import mailTestEn from './en/mail-test.json' with { type: 'json' };
import ownPaperEn from './en/own-paper.json' with { type: 'json' };
import papersEn from './en/papers.json' with { type: 'json' };
import payrollsEn from './en/payrolls.json' with { type: 'json' };
import personsEn from './en/persons.json' with { type: 'json' };
import privacyEn from './en/privacy.json' with { type: 'json' };
import privacyEditorEn from './en/privacy-editor.json' with { type: 'json' };
import questionsEn from './en/questions.json' with { type: 'json' };
import readingsEn from './en/readings.json' with { type: 'json' };
import redactionsEn from './en/redactions.json' with { type: 'json' };
import reportingEn from './en/reporting.json' with { type: 'json' };
import requestsEn from './en/requests.json' with { type: 'json' };
import rolesEn from './en/roles.json' with { type: 'json' };
import rulesEn from './en/rules.json' with { type: 'json' };
import setupEn from './en/setup.json' with { type: 'json' };
import shiftsEn from './en/shifts.json' with { type: 'json' };
import staffRollsEn from './en/staff-rolls.json' with { type: 'json' };
import standingEn from './en/standing.json' with { type: 'json' };
import teamsEn from './en/teams.json' with { type: 'json' };
import terminalEn from './en/terminal.json' with { type: 'json' };
import urgenciesEn from './en/urgencies.json' with { type: 'json' };
import verifyingEn from './en/verifying.json' with { type: 'json' };
import absences from './es-MX/absences.json' with { type: 'json' };
import agencies from './es-MX/agencies.json' with { type: 'json' };
import announcements from './es-MX/announcements.json' with { type: 'json' };
import announcing from './es-MX/announcing.json' with { type: 'json' };
import archives from './es-MX/archives.json' with { type: 'json' };
import arrivals from './es-MX/arrivals.json' with { type: 'json' };
import auth from './es-MX/auth.json' with { type: 'json' };
import backups from './es-MX/backups.json' with { type: 'json' };
import bell from './es-MX/bell.json' with { type: 'json' };
import builder from './es-MX/builder.json' with { type: 'json' };
import calendars from './es-MX/calendars.json' with { type: 'json' };
import common from './es-MX/common.json' with { type: 'json' };
import desk from './es-MX/console.json' with { type: 'json' };
import dataRights from './es-MX/data-rights.json' with { type: 'json' };
import deactivations from './es-MX/deactivations.json' with { type: 'json' };
import delegations from './es-MX/delegations.json' with { type: 'json' };
import directories from './es-MX/directories.json' with { type: 'json' };
import doctor from './es-MX/doctor.json' with { type: 'json' };
import documents from './es-MX/documents.json' with { type: 'json' };
import dossier from './es-MX/dossier.json' with { type: 'json' };
import enrolmentReview from './es-MX/enrolment-review.json' with { type: 'json' };
import enrolments from './es-MX/enrolments.json' with { type: 'json' };
import entrances from './es-MX/entrances.json' with { type: 'json' };
import faults from './es-MX/faults.json' with { type: 'json' };
import faultsDesk from './es-MX/faults-desk.json' with { type: 'json' };
import help from './es-MX/help.json' with { type: 'json' };
import integrity from './es-MX/integrity.json' with { type: 'json' };
import letters from './es-MX/letters.json' with { type: 'json' };
import levels from './es-MX/levels.json' with { type: 'json' };
import mailTest from './es-MX/mail-test.json' with { type: 'json' };
import ownPaper from './es-MX/own-paper.json' with { type: 'json' };
import papers from './es-MX/papers.json' with { type: 'json' };
import payrolls from './es-MX/payrolls.json' with { type: 'json' };
import persons from './es-MX/persons.json' with { type: 'json' };
import privacy from './es-MX/privacy.json' with { type: 'json' };
import privacyEditor from './es-MX/privacy-editor.json' with { type: 'json' };
import questions from './es-MX/questions.json' with { type: 'json' };
import readings from './es-MX/readings.json' with { type: 'json' };
import redactions from './es-MX/redactions.json' with { type: 'json' };
import reporting from './es-MX/reporting.json' with { type: 'json' };
import requests from './es-MX/requests.json' with { type: 'json' };
import roles from './es-MX/roles.json' with { type: 'json' };
import rules from './es-MX/rules.json' with { type: 'json' };
import setup from './es-MX/setup.json' with { type: 'json' };
import shifts from './es-MX/shifts.json' with { type: 'json' };
import staffRolls from './es-MX/staff-rolls.json' with { type: 'json' };
import standing from './es-MX/standing.json' with { type: 'json' };
import teams from './es-MX/teams.json' with { type: 'json' };
import terminal from './es-MX/terminal.json' with { type: 'json' };
import urgencies from './es-MX/urgencies.json' with { type: 'json' };
import verifying from './es-MX/verifying.json' with { type: 'json' };

export const LOCALES = ['es-MX', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const SPANISH = {
  ...absences,
  ...announcements,
  ...announcing,
  ...archives,
  ...arrivals,
  ...auth,
  ...backups,
  ...bell,
  ...calendars,
  ...builder,
  ...common,
  ...desk,
  ...directories,
  ...doctor,
  ...delegations,
  ...documents,
  ...dossier,
  ...enrolmentReview,
  ...enrolments,
  ...entrances,
  ...faults,
  ...faultsDesk,
  ...help,
  ...letters,
  ...levels,
  ...mailTest,
  ...ownPaper,
  ...papers,
  ...payrolls,
  ...agencies,
  ...persons,
  ...privacy,
  ...privacyEditor,
  ...questions,
  ...reporting,
  ...requests,
  ...roles,
  ...rules,
  ...setup,
  ...shifts,
  ...deactivations,
  ...dataRights,
  ...staffRolls,
  ...teams,
  ...terminal,
  ...readings,
  ...standing,
  ...integrity,
  ...redactions,
  ...urgencies,
  ...verifying,
};
const ENGLISH: Record<string, string> = {
  ...absencesEn,
  ...announcementsEn,
  ...announcingEn,
  ...archivesEn,
  ...arrivalsEn,
  ...authEn,
  ...backupsEn,
  ...bellEn,
  ...calendarsEn,
  ...builderEn,
  ...commonEn,
  ...consoleEn,
  ...directoriesEn,
  ...doctorEn,
  ...delegationsEn,
  ...documentsEn,
  ...dossierEn,
  ...enrolmentReviewEn,
  ...enrolmentsEn,
  ...entrancesEn,
  ...faultsEn,
  ...faultsDeskEn,
  ...helpEn,
  ...lettersEn,
  ...levelsEn,
  ...mailTestEn,
  ...ownPaperEn,
  ...papersEn,
  ...payrollsEn,
  ...agenciesEn,
  ...personsEn,
  ...privacyEn,
  ...privacyEditorEn,
  ...questionsEn,
  ...reportingEn,
  ...requestsEn,
  ...rolesEn,
  ...rulesEn,
  ...setupEn,
  ...shiftsEn,
  ...deactivationsEn,
  ...dataRightsEn,
  ...staffRollsEn,
  ...teamsEn,
  ...terminalEn,
  ...readingsEn,
  ...standingEn,
  ...integrityEn,
  ...redactionsEn,
  ...urgenciesEn,
  ...verifyingEn,
};

export type MessageKey = keyof typeof SPANISH;
/** Of a key that was kept: another version of the program may have had others. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(SPANISH, key);
export type Values = Record<string, string | number | Date>;
export type Translate = (key: MessageKey, values?: Values) => string;

const made = new Map<Locale, Translate>();

const compiled = (texts: Record<string, string>): Messages =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compileMessage(text)]));

/** The words in one language; compiled once, at the first use. */
export function translator(locale: Locale): Translate {
  const known = made.get(locale);
  if (known) return known;
  const i18n = setupI18n({ locale, messages: { [locale]: compiled(locale === 'en' ? ENGLISH : SPANISH) } });
  const translate: Translate = (key, values) => i18n._(key, values);
  made.set(locale, translate);
  return translate;
}
