/** A fact becomes letters in the outbox and lines in the bell: both, or neither, and each only once. */
import type { NoticeKind } from '#contract/notifications.ts';
import {
  emailChangeById,
  type PersonCard,
  peopleByIds,
  peopleWithRole,
  personById,
  registrationById,
} from '../accounts/index.ts';
import { UNLINKED_BY_DESK } from '../directories/index.ts';
import { onCallWhenClosed } from '../duty/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { type RequestForLetter, requestForLetter } from '../requests/index.ts';
import type { Json } from '../shared/canonical.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import type { AccountKind, LetterKind } from './kinds.ts';
import { ACCOUNT_SUBJECTS, REQUEST_SUMMARIES } from './letters/all.ts';
import { shortFolio } from './letters/page.ts';
import { bellRang } from './live.ts';
import { addNotice, type NewLetter, type NewNotice, queueLetter } from './rows.ts';
import { planOf, type Telling, TOLD_REQUEST_FACTS, tellings, tells, wantsLetter } from './rules.ts';
import { leadsOf, standInsFor } from './stand-ins.ts';
import { type Locale, wordsIn } from './words.ts';

/** The schedule that sends what is queued. */
export const LETTERS = 'letters';

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

type Outgoing = { readonly letters: readonly NewLetter[]; readonly notices: readonly NewNotice[] };

export async function keep(house: House, outgoing: Outgoing): Promise<void> {
  await house.store.aside('delivery', async (db, now) => {
    for (const letter of outgoing.letters) await queueLetter(db, letter, now);
    for (const notice of outgoing.notices) await addNotice(db, notice);
    await house.live.tell(
      db,
      outgoing.notices.map((notice) => bellRang(notice.personId)),
    );
    if (outgoing.letters.length > 0) await house.jobs.wake(db, LETTERS);
  });
}

type Draft = Pick<NewLetter, 'personId' | 'to' | 'requestId' | 'locale' | 'subject'> & {
  kind: LetterKind;
  content: Json;
};

export function toLetter(house: House, happened: Happened, draft: Draft): NewLetter {
  const id = newId();
  const host = new URL(house.settings.publicUrl).hostname;
  return { ...draft, id, fact: happened, messageId: `<${id}@${host}>` };
}

export { TOLD_REQUEST_FACTS };

/* Requests */

/** Tells everyone concerned of a fact of a request. */
export async function tellOfRequest(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const requestId = text(happened.data.requestId);
  const request = requestId === null ? null : await requestForLetter(house, requestId);
  if (!request) return;
  const plan = planOf(happened.fact, outcomeOf(happened));
  const told = tellings(
    plan,
    { ...request, ...(await overseersOf(house, happened, { plan, request })) },
    happened.actorId,
  );
  const ids = [...told.map((each) => each.personId), ...(happened.actorId === null ? [] : [happened.actorId])];
  const people = await peopleByIds(db, ids);
  const by = happened.actorId === null ? '' : shortName(people.get(happened.actorId));
  const letters: NewLetter[] = [];
  const notices: NewNotice[] = [];
  for (const telling of told) {
    const person = people.get(telling.personId);
    if (!person) continue;
    if (telling.letter && wantsLetter(telling.kind, person.mutedLetters))
      letters.push(requestLetter(house, happened, { telling, person, request }));
    if (telling.notice) notices.push(toNotice(happened, { telling, request, by }));
  }
  await keep(house, { letters, notices });
}

/** What came of it, where whom it is told to hangs on that. */
function outcomeOf({ fact, data }: Happened): string | null {
  if (fact !== 'request.registered') return text(data.outcome);
  const words = [text(data.agentId) === null ? [] : ['assigned'], data.urgency === 'asked' ? ['asked'] : []].flat();
  return words.length === 0 ? null : words.join(' ');
}

/** Those above who attends it, where the plan tells them. */
async function overseersOf(house: House, { at }: Happened, of: { plan: string; request: RequestForLetter }) {
  const { plan, request } = of;
  const db = house.store.read;
  const [leadIds, ownerIds, headIds, onCallIds, standInIds] = await Promise.all([
    tells(plan, 'lead') ? leadsOf(db, request.teamId) : [],
    tells(plan, 'owner') ? peopleWithRole(db, 'service_owner', null) : [],
    tells(plan, 'head') ? peopleWithRole(db, 'agency_head', request.agencyId) : [],
    tells(plan, 'onCall') ? onCallWhenClosed(house, { teamId: request.teamId, requestId: request.id, at }) : [],
    tells(plan, 'onCall') ? standInsFor(house, request, at) : [],
  ]);
  // Who stands in is told as who is on call is.
  return { leadIds, ownerIds, headIds, onCallIds: [...onCallIds, ...standInIds] };
}

export const shortName = (person: Pick<PersonCard, 'givenNames' | 'firstSurname'> | undefined): string =>
  person === undefined ? '' : `${person.givenNames} ${person.firstSurname}`.trim();

export function requestLetter(
  house: House,
  happened: Happened,
  given: { telling: Telling; person: PersonCard; request: RequestForLetter },
): NewLetter {
  const { telling, person, request } = given;
  const { data } = happened;
  return toLetter(house, happened, {
    kind: telling.kind,
    personId: person.id,
    to: { name: person.fullName, address: person.email },
    requestId: request.id,
    locale: person.locale,
    subject: summary(request, telling.kind, person.locale),
    content: {
      side: telling.side,
      actorId: happened.actorId,
      messageId: text(data.messageId),
      agentId: text(data.agentId),
      teamId: text(data.teamId),
      cause: text(data.cause),
      at: happened.at.toISOString(),
    },
  });
}

const summary = (request: RequestForLetter, kind: NoticeKind, locale: Locale): string =>
  `[${shortFolio(request.folio)}] ${wordsIn(locale)(REQUEST_SUMMARIES[kind])}`;

export const toNotice = (
  happened: Happened,
  given: { telling: Telling; request: RequestForLetter; by: string },
): NewNotice => ({
  id: newId(),
  historyId: happened.id,
  personId: given.telling.personId,
  kind: given.telling.kind,
  requestId: given.request.id,
  details: {
    ref: given.request.ref,
    folio: shortFolio(given.request.folio),
    subject: given.request.subject,
    by: given.by,
    side: given.telling.side === 'desk' ? 'desk' : 'requester',
  },
  at: happened.at,
});

/* Accounts */

/** Facts told to the owner of the account, wherever they are reached now. */
const OWNER_FACTS: Readonly<Record<string, AccountKind>> = {
  'account.invited': 'activation',
  'account.approved': 'account-approved',
  'account.paused': 'account-paused',
  'password.reset-asked': 'reset',
  'password.changed': 'password-changed',
  'password.ending': 'password-ending',
  'password.code-given': 'code-given',
  'factor.added': 'factor-added',
  'factor.removed': 'factor-removed',
  'factor.codes-renewed': 'factor-codes',
  'factor.all-removed': 'factors-taken',
  'second-step.paused': 'codes-paused',
  'session.all-ended': 'sessions-ended',
  'account.suspended': 'account-suspended',
  'account.directory-linked': 'directory-linked',
  [UNLINKED_BY_DESK]: 'directory-unlinked',
};

/** Letters that say who did it. */
const NAMES_WHO: readonly AccountKind[] = [
  'code-given',
  'factors-taken',
  'sessions-ended',
  'directory-linked',
  'directory-unlinked',
];

type Teller = (house: House, happened: Happened) => Promise<NewLetter[]>;

/** Facts about an address, told to that address. */
const ADDRESS_FACTS: Readonly<Record<string, Teller>> = {
  'account.asked': tellApplicant,
  'account.email-asked': tellOfEmailAsked,
  'account.email-changed': tellOfEmailChanged,
};

export const TOLD_ACCOUNT_FACTS: readonly string[] = [...Object.keys(ADDRESS_FACTS), ...Object.keys(OWNER_FACTS)];

/** Writes to the owner of an account, or to the address the fact is about. */
export async function tellOfAccount(house: House, happened: Happened): Promise<void> {
  const letters = await (ADDRESS_FACTS[happened.fact] ?? tellOwner)(house, happened);
  if (letters.length > 0) await keep(house, { letters, notices: [] });
}

type Whom = { readonly person: PersonCard | null; readonly name: string; readonly address: string };

async function accountLetter(house: House, happened: Happened, given: { kind: AccountKind; whom: Whom }) {
  const { kind, whom } = given;
  const locale = whom.person?.locale ?? 'es-MX';
  const { productName } = await readInstitutionRow(house.store.read);
  return toLetter(house, happened, {
    kind,
    personId: whom.person?.id ?? null,
    to: { name: whom.name, address: whom.address },
    requestId: null,
    locale,
    subject: wordsIn(locale)(ACCOUNT_SUBJECTS[kind], { product: productName }),
    content: {
      registrationId: text(happened.data.registrationId),
      changeId: text(happened.data.changeId),
      byId: NAMES_WHO.includes(kind) ? happened.actorId : null,
      at: happened.at.toISOString(),
      until: text(happened.data.endsAt),
      changedAt: text(happened.data.changedAt),
    },
  });
}

/** The address has proven nothing yet: no name goes with it. */
async function tellApplicant(house: House, happened: Happened): Promise<NewLetter[]> {
  const registrationId = text(happened.data.registrationId);
  const registration = registrationId === null ? undefined : await registrationById(house.store.read, registrationId);
  if (!registration) return [];
  const kind: AccountKind = registration.known ? 'account-exists' : 'account-verification';
  const whom = { person: null, name: '', address: registration.email };
  return [await accountLetter(house, happened, { kind, whom })];
}

async function emailChangeOf(house: House, happened: Happened) {
  const changeId = text(happened.data.changeId);
  const change = changeId === null ? undefined : await emailChangeById(house.store.read, changeId);
  const person = change && (await personById(house.store.read, change.personId));
  return change && person ? { change, person } : null;
}

/** To the address the account has, at once; to the one asked for, its link, or that it is somebody's already. */
async function tellOfEmailAsked(house: House, happened: Happened): Promise<NewLetter[]> {
  const found = await emailChangeOf(house, happened);
  if (!found) return [];
  const { change, person } = found;
  const own = { person, name: person.fullName, address: change.formerEmail };
  const asked = { person: change.known ? null : person, name: '', address: change.email };
  return [
    await accountLetter(house, happened, { kind: 'email-asked', whom: own }),
    await accountLetter(house, happened, { kind: change.known ? 'email-taken' : 'email-confirm', whom: asked }),
  ];
}

async function tellOfEmailChanged(house: House, happened: Happened): Promise<NewLetter[]> {
  const found = await emailChangeOf(house, happened);
  if (!found) return [];
  const { change, person } = found;
  const told = [change.formerEmail, change.email].map((address) =>
    accountLetter(house, happened, { kind: 'email-changed', whom: { person, name: person.fullName, address } }),
  );
  return Promise.all(told);
}

async function tellOwner(house: House, happened: Happened): Promise<NewLetter[]> {
  const kind = OWNER_FACTS[happened.fact];
  const personId = text(happened.data.personId);
  const person = personId === null ? undefined : await personById(house.store.read, personId);
  // They had no session anyway: nothing happened to them.
  if (!kind || !person || happened.data.ended === 0) return [];
  // Who linked it themselves, or came in by it, knows.
  if (kind === 'directory-linked' && happened.data.how !== 'desk') return [];
  const whom = { person, name: person.fullName, address: person.email };
  return [await accountLetter(house, happened, { kind, whom })];
}
