/**
 * Writes a queued letter at the moment it leaves: from what is true now, to the address the person has now, in their
 * language. Asks again whether they may still read it and whether it still matters. One-time links are made here, so
 * that no secret ever lies in the outbox.
 */
import * as v from 'valibot';
import type { NoticeKind } from '#contract/notifications.ts';
import {
  isPasswordOf,
  type MintedLink,
  mintCredentialLink,
  mintEmailLink,
  mintRegistrationLink,
  type PersonCard,
  peopleByIds,
  personById,
  registrationById,
} from '../accounts/index.ts';
import { onCallWhenClosed } from '../duty/index.ts';
import { type Institution, readInstitutionRow } from '../institution/index.ts';
import { messageForLetter, mintSurveyLink, type RequestForLetter, requestForLetter } from '../requests/index.ts';
import { entriesOf, type StoredEntry } from '../shared/history.ts';
import type { House } from '../shared/house.ts';
import type { Letter } from '../shared/mailbox.ts';
import type { Written } from './dispatch.ts';
import {
  AccountContent,
  type AccountKind,
  ANCHOR_KIND,
  ANNOUNCEMENT_KIND,
  addressedAs,
  isAccountKind,
  isBackupKind,
  isDataRightLetter,
  isDeactivationKind,
  isDelegationKind,
  isEnrolmentKind,
  isMovementKind,
  isRequestKind,
  isRoleTermKind,
  isStaffRollKind,
  RequestContent,
  type Side,
} from './kinds.ts';
import { ACCOUNT_LETTERS, REQUEST_LETTERS } from './letters/all.ts';
import { type LaidOut, type Reading, readingFor } from './letters/page.ts';
import { type Links, linksFrom } from './links.ts';
import { type LetterRow, sentBefore } from './rows.ts';
import { mayBeWrittenTo, sideNow, stillMatters, wantsLetter } from './rules.ts';
import { standInsFor } from './stand-ins.ts';
import { shortName } from './tell.ts';
import { writeAnchorLetter } from './tell-of-anchor.ts';
import { writeAnnouncementLetter } from './tell-of-announcement.ts';
import { writeBackupLetter } from './tell-of-backup.ts';
import { writeDataRightLetter } from './tell-of-data-right.ts';
import { writeDeactivationLetter } from './tell-of-deactivation.ts';
import { writeDelegationLetter } from './tell-of-delegation.ts';
import { writeMovementLetter } from './tell-of-movement.ts';
import { writeRoleTermLetter } from './tell-of-role-term.ts';
import { writeStaffRollLetter } from './tell-of-staff-roll.ts';
import type { Locale } from './words.ts';
import { writeEnrolmentLetter } from './write-enrolment.ts';

type Recipient = { readonly name: string; readonly address: string };

/** The letter, or why nobody needs it any more. */
export async function writeLetter(house: House, row: LetterRow): Promise<Written> {
  if (isAccountKind(row.kind)) return writeAccountLetter(house, row, row.kind);
  if (isRequestKind(row.kind)) return writeRequestLetter(house, row, row.kind);
  if (row.kind === ANCHOR_KIND) return writeAnchorLetter(house, row);
  if (row.kind === ANNOUNCEMENT_KIND) return writeAnnouncementLetter(house, row);
  if (isBackupKind(row.kind)) return writeBackupLetter(house, row, row.kind);
  if (isEnrolmentKind(row.kind)) return writeEnrolmentLetter(house, row, row.kind);
  if (isStaffRollKind(row.kind)) return writeStaffRollLetter(house, row, row.kind);
  if (isDeactivationKind(row.kind)) return writeDeactivationLetter(house, row, row.kind);
  if (isMovementKind(row.kind)) return writeMovementLetter(house, row, row.kind);
  if (isDelegationKind(row.kind)) return writeDelegationLetter(house, row, row.kind);
  if (isDataRightLetter(row.kind)) return writeDataRightLetter(house, row, row.kind);
  if (isRoleTermKind(row.kind)) return writeRoleTermLetter(house, row, row.kind);
  return { drop: 'a kind of letter that is not known' };
}

async function reading(house: House, reader: { locale: Locale; readerName: string }): Promise<Reading> {
  return readingFor({
    ...reader,
    institution: await readInstitutionRow(house.store.read),
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
}

const toLetter = (
  row: LetterRow,
  page: LaidOut,
  given: { to: Recipient; institution: Institution; references: string[] },
): Letter => ({
  messageId: row.message_id,
  references: given.references,
  to: given.to,
  fromName: given.institution.productName,
  ...page,
});

/* Accounts */

type Addressee = { to: Recipient; locale: Locale; readerName: string };

async function addressee(house: House, row: LetterRow, kind: AccountKind): Promise<Addressee | string> {
  if (row.person_id === null) return { to: { name: '', address: row.to_address }, locale: 'es-MX', readerName: '' };
  const person = await personById(house.store.read, row.person_id);
  if (!person) return 'the person is gone';
  if (!mayBeWrittenTo(kind, person.state)) return `the account is ${person.state}`;
  if (kind === 'account-suspended' && !person.suspended) return 'the person was confirmed meanwhile';
  const { locale, fullName, givenNames, email } = person;
  const addressed = addressedAs(kind);
  if (addressed === 'unproven') return { to: { name: '', address: row.to_address }, locale, readerName: '' };
  const address = addressed === 'own' ? row.to_address : email;
  return { to: { name: fullName, address }, locale, readerName: givenNames };
}

/** False where the letter has no link; null when a link would be of no use any more. */
async function linkFor(house: House, row: LetterRow, kind: AccountKind): Promise<MintedLink | null | false> {
  const { registrationId, changeId } = v.parse(AccountContent, row.content);
  if (kind === 'email-confirm')
    return changeId === null ? null : house.store.aside('delivery', (db, now) => mintEmailLink(db, changeId, now));
  if (kind === 'account-verification') {
    const registration = registrationId === null ? undefined : await registrationById(house.store.read, registrationId);
    if (!registration) return null;
    return house.store.aside('delivery', (db, now) => mintRegistrationLink(db, registration.id, now));
  }
  const personId = row.person_id;
  if (personId === null || (kind !== 'activation' && kind !== 'reset')) return false;
  return credentialLink(house, row, { personId, purpose: kind });
}

class HandedOver extends Error {}

/**
 * Null as well when an administrator handed a link over since the letter was queued: making another would kill that one.
 * Asked after making it, so that whichever came first, the one in somebody's hands lives: nothing of this one is kept.
 */
async function credentialLink(
  house: House,
  row: LetterRow,
  asked: { personId: string; purpose: 'activation' | 'reset' },
): Promise<MintedLink | null> {
  const isLater = (entry: StoredEntry) => entry.fact === 'account.link-given' && entry.sequence > row.sequence;
  try {
    return await house.store.aside('delivery', async (db, now) => {
      const link = await mintCredentialLink(db, asked, now);
      if ((await entriesOf(db, `person:${asked.personId}`)).some(isLater)) throw new HandedOver();
      return link;
    });
  } catch (error) {
    if (error instanceof HandedOver) return null;
    throw error;
  }
}

function urlOf(kind: AccountKind, links: Links): (token: string) => string {
  if (kind === 'account-verification') return links.confirm;
  return kind === 'email-confirm' ? links.confirmEmail : links.choosePassword;
}

async function writeAccountLetter(house: House, row: LetterRow, kind: AccountKind): Promise<Written> {
  const whom = await addressee(house, row, kind);
  if (typeof whom === 'string') return { drop: whom };
  const link = await linkFor(house, row, kind);
  if (link === null) return { drop: 'the link would be of no use' };
  const given = await reading(house, whom);
  const { at, byId, until, changedAt } = v.parse(AccountContent, row.content);
  if (changedAt !== null && !(await isPasswordOf(house.store.read, row.person_id ?? '', changedAt)))
    return { drop: 'the password is another by now' };
  const page = ACCOUNT_LETTERS[kind]({
    ...given,
    email: whom.to.address,
    at,
    until,
    actorName: byId === null ? '' : shortName(await personById(house.store.read, byId)),
    link: link === false ? null : { url: urlOf(kind, given.links)(link.token), expiresAt: link.expiresAt },
  });
  return { letter: toLetter(row, page, { to: whom.to, institution: given.institution, references: [] }) };
}

/* Requests */

const ATTENDING = ['agent', 'team_lead', 'service_owner'];

type Standing = { reader: PersonCard; side: Side; request: RequestForLetter };

async function standing(
  house: House,
  row: LetterRow,
  asked: { kind: NoticeKind; content: RequestContent },
): Promise<Standing | string> {
  const db = house.store.read;
  const now = house.clock.now();
  const request = row.request_id === null ? null : await requestForLetter(house, row.request_id);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (!request || !reader) return 'the request or the person is gone';
  if (!mayBeWrittenTo(asked.kind, reader.state)) return `the account is ${reader.state}`;
  if (!wantsLetter(asked.kind, reader.mutedLetters)) return 'the person does without such letters';
  const attends = reader.roles.some((role) => ATTENDING.includes(role));
  const office = overseen(asked.kind, reader, request);
  const oversees = office ?? (await onCallFor(house, reader, { ...asked, request }));
  const side = sideNow(request, { id: reader.id, attends, oversees });
  if (side === null) return 'the person no longer takes part';
  if (!stillMatters(asked.kind, asked.content, { request, now })) return `the request is ${request.state}`;
  return { reader, side, request };
}

type Told = { kind: NoticeKind; content: RequestContent; request: RequestForLetter };

/** Whoever was on call when it happened, or stood in for who was away, is told as the desk is. */
async function onCallFor(house: House, reader: PersonCard, { kind, content, request }: Told): Promise<Side | null> {
  if (kind !== 'request-at-risk' && kind !== 'request-breached') return null;
  const of = { teamId: request.teamId, requestId: request.id, at: content.at };
  const told = [...(await onCallWhenClosed(house, of)), ...(await standInsFor(house, request, content.at))];
  return told.includes(reader.id) ? 'desk' : null;
}

/** How those stand to a request who are told of it for their office. */
function overseen(kind: NoticeKind, reader: PersonCard, request: RequestForLetter): Side | null {
  if (kind === 'request-urgency-asked' || kind === 'request-urgency-objected')
    return reader.roles.includes('service_owner') ? 'desk' : null;
  if (kind === 'request-at-risk' || kind === 'request-breached')
    return reader.roles.some((role) => role === 'team_lead' || role === 'service_owner') ? 'desk' : null;
  const isHead = reader.roles.includes('agency_head') && reader.agencyId === request.agencyId;
  return kind === 'request-overdue' && isHead ? 'participant' : null;
}

/** The message a letter carries: only a public one ever leaves, whatever the outbox names. */
async function publicMessage(house: House, content: RequestContent, requestId: string) {
  if (content.messageId === null) return null;
  const message = await messageForLetter(house.store.read, content.messageId);
  if (!message || message.requestId !== requestId || message.visibility !== 'public') return null;
  return { by: message.authorName, text: message.text };
}

/** Letters that are nothing without the words they carry. */
const NEEDS_MESSAGE: readonly NoticeKind[] = ['request-message', 'request-question', 'request-answered'];

/** Letters that ask their requester how satisfied they are. */
const ASKS: readonly NoticeKind[] = ['request-resolved', 'request-closed'];

async function surveyOf(house: House, requestId: string): Promise<((score: number) => string) | null> {
  const link = await mintSurveyLink(house, requestId);
  const { survey } = linksFrom(house.settings.publicUrl);
  return link && ((score) => survey(link.token, score));
}

async function writeRequestLetter(house: House, row: LetterRow, kind: NoticeKind): Promise<Written> {
  const content = v.parse(RequestContent, row.content);
  const found = await standing(house, row, { kind, content });
  if (typeof found === 'string') return { drop: found };
  const { reader, side, request } = found;
  const message = await publicMessage(house, content, request.id);
  if (message === null && NEEDS_MESSAGE.includes(kind)) return { drop: 'there is no public message to carry' };
  const others = [request.requesterId, ...(content.actorId === null ? [] : [content.actorId])];
  const people = await peopleByIds(house.store.read, others);
  const given = await reading(house, { locale: reader.locale, readerName: reader.givenNames });
  const page = REQUEST_LETTERS[kind]({
    ...given,
    side,
    request,
    message,
    requesterName: shortName(people.get(request.requesterId)),
    actorName: content.actorId === null ? '' : shortName(people.get(content.actorId)),
    cause: content.cause,
    survey: side === 'requester' && ASKS.includes(kind) ? await surveyOf(house, request.id) : null,
  });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: toLetter(row, page, { to, institution: given.institution, references: await thread(house, row) }) };
}

/** A root no letter has: mail programs gather under it all letters of the request, also when the first was deleted. */
async function thread(house: House, row: LetterRow): Promise<string[]> {
  const host = new URL(house.settings.publicUrl).hostname;
  return [`<request.${row.request_id}@${host}>`, ...(await sentBefore(house.store.read, row))];
}
