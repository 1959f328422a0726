import type { PersonId, SessionView } from '#contract/accounts.ts';
import type { StandingNotice } from '#contract/institution.ts';
import { holds } from '#contract/permissions.ts';
import { agencyById } from '../agencies/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import { unreadPrivacyNotice } from './notice-rows.ts';
import { personById } from './rows.ts';
import { mustChange, passwordDaysLeft } from './rules.ts';
import { factorKindsOf } from './second-factor/rows.ts';
import { type Standing, standingOfSession } from './second-factor/session-rows.ts';

/** Who is signed in and what the shell may show; while the second step is due, only which ways there are to pass it. */
export async function readSession(house: House, actor: PersonActor): Promise<SessionView> {
  const standing = await standingOfSession(house.store.read, actor.sessionId);
  return standing?.awaitsSecondStep ? halfOpen(house, actor) : wholeSession(house, actor, standing);
}

/** Nothing of the person but the language: whoever has the password alone learns no more. */
async function halfOpen(house: House, actor: PersonActor): Promise<SessionView> {
  const kinds = await factorKindsOf(house.store.read, actor.id);
  const nobody = { givenNames: '', firstSurname: '', secondSurname: '', email: '', photoId: null };
  return {
    person: { ...nobody, id: actor.id as PersonId, agencyName: { es: '', en: '' } },
    roles: [],
    can: { file: false, attend: false, queue: false, levels: false, urgency: false, administer: false },
    secondStep: { code: true, passkey: kinds.includes('passkey') },
    ...{ hasSecondFactor: true, mustEnrol: false },
    ...{ mustChangePassword: false, mustAcceptResponsibilities: false, passwordDaysLeft: 0 },
    privacyNoticeDue: null,
    ...{ locale: actor.locale, theme: 'system' as const, unreadNotices: 0, standingNotices: [] },
  };
}

async function wholeSession(house: House, actor: PersonActor, standing: Standing | undefined): Promise<SessionView> {
  const db = house.store.read;
  const [person, institution, agency, unreadNotices, standingNotices, privacyNoticeDue] = await Promise.all([
    personById(db, actor.id),
    readInstitutionRow(db),
    agencyById(db, actor.agencyId),
    house.unreadNotices(house, actor.id),
    noticesFor(house, actor),
    unreadPrivacyNotice(db, actor.id, house.clock.now()),
  ]);
  if (!person || !agency) throw new Fault('session.required');
  const now = house.clock.now();
  const { id, givenNames, firstSurname, secondSurname, email, photoId } = person;
  return {
    person: { id, givenNames, firstSurname, secondSurname, email, agencyName: agency.name, photoId },
    roles: [...person.roles],
    can: {
      file: holds(person.roles, 'request.file'),
      attend: holds(person.roles, 'request.attend'),
      queue: holds(person.roles, 'request.queue'),
      levels: holds(person.roles, 'level.administer'),
      urgency: holds(person.roles, 'urgency.decide'),
      administer: holds(person.roles, 'people.administer'),
    },
    mustChangePassword: !standing?.vouched && mustChange(person, institution, now),
    mustAcceptResponsibilities: person.responsibilitiesDue !== null,
    privacyNoticeDue,
    secondStep: null,
    hasSecondFactor: person.hasSecondFactor,
    mustEnrol:
      !person.hasSecondFactor &&
      !standing?.strong &&
      person.roles.some((role) => institution.secondFactorRoles.includes(role)),
    // Nothing to be told of a password that they do not enter with.
    passwordDaysLeft: standing?.vouched ? institution.passwordMaxAgeDays : passwordDaysLeft(person, institution, now),
    locale: person.locale,
    theme: person.theme,
    unreadNotices,
    standingNotices,
  };
}

/** What the administrator must know on every page; for others, nothing. */
async function noticesFor(house: House, actor: PersonActor): Promise<StandingNotice[]> {
  if (!holds(actor.roles, 'institution.administer')) return [];
  const own: (StandingNotice | null)[] = [
    house.mailbox.isConfigured() ? null : 'mail-missing',
    house.settings.plainHttp ? 'plain-http' : null,
    house.restricted ? null : 'one-database-role',
  ];
  const others = await Promise.all(house.standing.map((source) => source(house)));
  return [...own, ...others].filter((notice) => notice !== null);
}
