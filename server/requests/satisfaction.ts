/**
 * What the requester thought of it: 1 to 5 and a comment, on the request or by a link of a letter, for five business days.
 *
 * Who attends the request reads figure and comment there, because a remark helps whoever can act on it; there is no list
 * of people by score, so that nobody asks for five stars.
 */

import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { answerSurvey, lookAtSurvey, RequestView, rateRequest } from '#contract/requests.ts';
import { personById } from '#server/accounts/index.ts';
import { refOf } from '#server/records/index.ts';
import { DAY, later, MINUTE } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Caller } from '#server/shared/http/answer.ts';
import { newSecret, sha256 } from '#server/shared/ids.ts';
import { type Limit, spend } from '#server/shared/limits.ts';
import { type Actor, type PersonActor, system } from '#server/shared/policy.ts';
import type { Reader, Writer } from '#server/shared/store.ts';
import { type Outcome, type Plan, perform, performWithin } from './act.ts';
import type { On } from './attend.ts';
import { forgetSurveyLinks, insertSurveyLink, liveSurveyLink, type SurveyLink, spendSurveyLink } from './care-rows.ts';
import { rateBy } from './care-view.ts';
import { findRequest } from './rows.ts';
import { calendarOf, surroundings } from './surroundings.ts';

type Rating = BodyOf<typeof rateRequest>;

const rating =
  (given: Rating, by: 'page' | 'letter'): Plan['decide'] =>
  (held, { now }, calendar): Outcome => {
    const until = rateBy(held, calendar);
    if (until === null || now > until) throw new Fault('request.transition', { state: held.state });
    return {
      fact: 'request.rated',
      data: { score: given.score, by, commentSha256: sha256(given.comment).toString('hex') },
      patch: { satisfaction: given.score, satisfaction_comment: given.comment, satisfaction_at: now },
    };
  };

export const rate = (house: House, actor: Actor, on: On<typeof rateRequest>): Promise<RequestView> =>
  perform(house, actor, { id: on.id, right: 'settle', act: 'rate', decide: rating(on.body, 'page') });

/* By the link of a letter */

const SURVEYS: Limit = { name: 'survey', points: 300, windowMs: 15 * MINUTE };

/** The secret of a survey link, made as its letter leaves; null when there is nothing to ask, or it was said already. */
export async function mintSurveyLink(house: House, requestId: string): Promise<{ token: string } | null> {
  const found = await ratable(house, requestId, house.store.read);
  if (!found || found.row.satisfaction !== null) return null;
  const token = newSecret();
  await house.store.aside('delivery', (db, now) =>
    insertSurveyLink(db, {
      requestId,
      personId: found.row.requester_id,
      tokenHash: sha256(token),
      madeAt: now,
      expiresAt: found.until,
    }),
  );
  return { token };
}

async function ratable(house: House, requestId: string, db: Reader) {
  const row = await findRequest(db, { id: requestId }, system('survey'));
  if (!row) return null;
  const among = await surroundings(house.store.settled, row.settled_version);
  const until = rateBy(row, calendarOf(among, row));
  return until !== null && house.clock.now() <= until ? { row, until, among } : null;
}

async function linked(house: House, given: { token: string; caller: Caller }) {
  const now = house.clock.now();
  await spend(house.store, SURVEYS, { whom: given.caller.address, now });
  const link = await liveSurveyLink(house.store.read, sha256(given.token), { now });
  const found = link && (await ratable(house, link.requestId, house.store.read));
  if (!link || !found) throw new Fault('token.spent');
  return { link, ...found };
}

export async function lookAt(
  house: House,
  given: BodyOf<typeof lookAtSurvey> & { caller: Caller },
): Promise<ReplyOf<typeof lookAtSurvey>> {
  const { row, until, among } = await linked(house, given);
  return {
    folio: row.folio,
    subject: row.subject,
    productName: among.institution.productName,
    until: until.toISOString(),
    score: row.satisfaction,
  };
}

/** The link stands for its person, for this one act. */
async function bearerOf(db: Reader, link: SurveyLink): Promise<PersonActor> {
  const person = await personById(db, link.personId);
  if (!person) throw new Fault('token.spent');
  const { id, roles, agencyId, locale } = person;
  return { kind: 'person', id, sessionId: '', roles, agencyId, teamIds: [], areaIds: [], locale };
}

export async function answer(
  house: House,
  given: BodyOf<typeof answerSurvey> & { caller: Caller },
): Promise<ReplyOf<typeof answerSurvey>> {
  const { link, row, until } = await linked(house, given);
  const bearer = await bearerOf(house.store.read, link);
  await house.store.change(bearer, async (work) => {
    const tokenHash = sha256(given.token);
    if (!(await liveSurveyLink(work.db, tokenHash, { now: work.now, lock: true }))) throw new Fault('token.spent');
    await performWithin(work, { id: link.requestId, right: 'settle', act: 'rate', decide: rating(given, 'letter') });
    await spendSurveyLink(work.db, tokenHash, work.now);
  });
  const ref = refOf({ series: row.series, year: row.year, sequence: row.sequence });
  return { folio: row.folio, ref, score: given.score, until: until.toISOString() };
}

const REMEMBERED = 30 * DAY;
export const sweepSurveys = (house: House): Promise<void> =>
  house.store.aside('sweep', (db: Writer, now) => forgetSurveyLinks(db, later(now, -REMEMBERED)));
