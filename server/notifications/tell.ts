/** A fact becomes letters in the outbox and lines in the bell: both, or neither, and each only once. */
import type { NoticeKind } from '#contract/notifications.ts';
import { type PersonCard, peopleByIds, personById, registrationById } from '../accounts/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { type RequestForLetter, requestForLetter } from '../requests/index.ts';
import type { Json } from '../shared/canonical.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import type { AccountKind, LetterKind } from './kinds.ts';
import { ACCOUNT_SUBJECTS, REQUEST_SUMMARIES } from './letters/all.ts';
import { shortFolio } from './letters/page.ts';
import { addNotice, type NewLetter, type NewNotice, queueLetter } from './rows.ts';
import { type Telling, TOLD_REQUEST_FACTS, tellings } from './rules.ts';
import { type Locale, wordsIn } from './words.ts';

/** The schedule that sends what is queued. */
export const LETTERS = 'letters';

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

type Outgoing = { readonly letters: readonly NewLetter[]; readonly notices: readonly NewNotice[] };

async function keep(house: House, outgoing: Outgoing): Promise<void> {
  await house.store.aside('delivery', async (db, now) => {
    for (const letter of outgoing.letters) await queueLetter(db, letter, now);
    for (const notice of outgoing.notices) await addNotice(db, notice);
    if (outgoing.letters.length > 0) await house.jobs.wake(db, LETTERS);
  });
}

type Draft = Pick<NewLetter, 'personId' | 'to' | 'requestId' | 'locale' | 'subject'> & {
  kind: LetterKind;
  content: Json;
};

function toLetter(house: House, happened: Happened, draft: Draft): NewLetter {
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
  const request = requestId === null ? null : await requestForLetter(db, requestId, house.clock.now());
  if (!request) return;
  const told = tellings(happened.fact, request, happened.actorId);
  const ids = [...told.map((each) => each.personId), ...(happened.actorId === null ? [] : [happened.actorId])];
  const people = await peopleByIds(db, ids);
  const by = happened.actorId === null ? '' : shortName(people.get(happened.actorId));
  const letters: NewLetter[] = [];
  const notices: NewNotice[] = [];
  for (const telling of told) {
    const person = people.get(telling.personId);
    if (!person) continue;
    if (telling.letter) letters.push(requestLetter(house, happened, { telling, person, request }));
    if (telling.notice) notices.push(toNotice(happened, { telling, request, by }));
  }
  await keep(house, { letters, notices });
}

export const shortName = (person: PersonCard | undefined): string =>
  person === undefined ? '' : `${person.givenNames} ${person.firstSurname}`.trim();

function requestLetter(
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

const toNotice = (
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

const ACCOUNT_FACTS: Readonly<Record<string, AccountKind>> = {
  'account.invited': 'activation',
  'account.approved': 'account-approved',
  'account.paused': 'account-paused',
  'password.reset-asked': 'reset',
  'password.changed': 'password-changed',
};

export const TOLD_ACCOUNT_FACTS: readonly string[] = ['account.asked', ...Object.keys(ACCOUNT_FACTS)];

/** Writes to the owner of an account, or to the address that asked for one. */
export async function tellOfAccount(house: House, happened: Happened): Promise<void> {
  const letter = happened.fact === 'account.asked' ? await toAddress(house, happened) : await toOwner(house, happened);
  if (letter !== null) await keep(house, { letters: [letter], notices: [] });
}

/** The address has proven nothing yet: no name goes with it. */
async function toAddress(house: House, happened: Happened): Promise<NewLetter | null> {
  const registrationId = text(happened.data.registrationId);
  const registration = registrationId === null ? undefined : await registrationById(house.store.read, registrationId);
  if (!registration) return null;
  const kind: AccountKind = registration.known ? 'account-exists' : 'account-verification';
  return toLetter(house, happened, {
    kind,
    personId: null,
    to: { name: '', address: registration.email },
    requestId: null,
    locale: 'es-MX',
    subject: await accountSubject(house, kind, 'es-MX'),
    content: { registrationId, at: happened.at.toISOString() },
  });
}

async function toOwner(house: House, happened: Happened): Promise<NewLetter | null> {
  const kind = ACCOUNT_FACTS[happened.fact];
  const personId = text(happened.data.personId);
  const person = personId === null ? undefined : await personById(house.store.read, personId);
  if (!kind || !person) return null;
  return toLetter(house, happened, {
    kind,
    personId: person.id,
    to: { name: person.fullName, address: person.email },
    requestId: null,
    locale: person.locale,
    subject: await accountSubject(house, kind, person.locale),
    content: { registrationId: null, at: happened.at.toISOString() },
  });
}

async function accountSubject(house: House, kind: AccountKind, locale: Locale): Promise<string> {
  const { productName } = await readInstitutionRow(house.store.read);
  return wordsIn(locale)(ACCOUNT_SUBJECTS[kind], { product: productName });
}
