/**
 * The steps every act on a request shares, inside one `store.change`: lock the row, ask the policy, check the version it
 * was seen at, check the state table, then write message, row, clock and history together.
 */

import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestView } from '#contract/requests.ts';
import type { LocalText } from '#contract/shapes.ts';
import { attachTo } from '#server/attachments/index.ts';
import type { Calendar } from '#server/calendars/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Entry } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { type Limit, spendWithin } from '#server/shared/limits.ts';
import { type Actor, type Allowed, allow } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { moveClock } from './clock.ts';
import { overtaken } from './first-hand.ts';
import { addMessage } from './message-rows.ts';
import { nextResponsePatch } from './next-response.ts';
import { isDelegate, isParty, lastLook, type RequestRight, requestPolicy } from './policy.ts';
import { findForView, lockRequest, type RequestPatch, type RequestRow, saveRequest } from './rows.ts';
import { type Act, answersFirst, clockEffect, isPublicFact, mayHappen, stateAfter } from './rules.ts';
import { sealAct } from './seal-act.ts';
import { calendarOf, type Surroundings, surroundings } from './surroundings.ts';
import { viewRequest } from './view.ts';

export type Held = Allowed<RequestRight, RequestRow>;

/** What an act leaves behind, besides the state and the clock that the table says. */
export type Outcome = {
  fact: `request.${string}`;
  data?: { readonly [key: string]: Json | LocalText };
  patch?: RequestPatch;
  message?: {
    text: string;
    visibility: 'public' | 'internal';
    attachments?: readonly string[];
    /** False: a word of the desk that answers nothing of what was asked, so it is no first response. */
    answers?: false;
  };
};

export type Plan = {
  id: string;
  right: RequestRight;
  /** The row of the state table; a function where it depends on the request as it stands. */
  act: Act | ((row: RequestRow, among: Surroundings, work: Work) => Act | Promise<Act>);
  version?: number | undefined;
  once?: OneEffect | null;
  /** How often one person may do this. */
  limit?: Limit;
  /** Before the row is locked: a lock that must be had first. */
  first?: (work: Work) => Promise<void>;
  decide: (held: Held, work: Work, calendar: Calendar) => Outcome | Promise<Outcome>;
};

/** Does it and gives the request as the actor now sees it. */
export async function perform(house: House, actor: Actor, plan: Plan): Promise<RequestView> {
  const { id } = plan;
  await house.store.changeOnce(actor, { once: plan.once ?? null, answer: { id } }, (work) => performWithin(work, plan));
  const row = await findForView(house.store.read, { id }, actor);
  return viewRequest(house, actor, allow(lastLook, 'see-summary', { actor, thing: row }));
}

/** The same inside a transaction already under way. */
export async function performWithin(work: Work, plan: Plan): Promise<{ id: string }> {
  if (plan.limit && work.actor.kind === 'person') await spendWithin(work, plan.limit, work.actor.id);
  await plan.first?.(work);
  const row = await lockRequest(work, plan.id);
  if (row?.read_only && requestPolicy.sees(work.actor, row))
    throw new Fault('request.past', { desk: row.former_desk ?? '' });
  const held = allow(requestPolicy, plan.right, { actor: work.actor, thing: row });
  if (plan.version !== undefined && plan.version !== held.version) throw await overtaken(work, held);
  const among = await surroundings(work.settled, held.settled_version);
  const act = typeof plan.act === 'function' ? await plan.act(held, among, work) : plan.act;
  if (!mayHappen(act, held.state)) throw await impossible(work, held, plan);
  const calendar = calendarOf(among, held);
  const outcome = await plan.decide(held, work, calendar);
  await settle(work, held, { act, outcome, calendar, among });
  return { id: held.id };
}

/** Whoever said which version they saw has it before them: nobody came between. */
const impossible = async (work: Work, held: Held, { version }: Plan): Promise<Fault> => {
  const said = { code: 'request.transition', values: { state: held.state } } as const;
  return version === undefined ? overtaken(work, held, said) : new Fault(said.code, said.values);
};

/** What a delegate may do of what whoever asked does. */
const FOR_REQUESTER: ReadonlySet<Act> = new Set(['message', 'answer']);

type Done = { act: Act; outcome: Outcome; calendar: Calendar; among: Surroundings };

async function settle(work: Work, held: Held, { act, outcome, calendar, among }: Done): Promise<void> {
  const to = stateAfter(act, held.state);
  const messageId = outcome.message ? newId() : null;
  const files = messageId === null ? [] : await attach(work, messageId, outcome);
  const entry = await work.record({
    stream: `request:${held.id}`,
    fact: outcome.fact,
    data: {
      requestId: held.id,
      ...(to === held.state ? {} : { from: held.state, to }),
      ...(messageId === null || !outcome.message
        ? {}
        : { messageId, textSha256: sha256(outcome.message.text).toString('hex') }),
      // Both names stand in whatever a delegate does.
      ...(FOR_REQUESTER.has(act) && isDelegate(work.actor, held) ? { onAccountOf: held.requester_id } : {}),
      ...outcome.data,
      ...(await sealAct(work, { held, among, to, outcome, files })),
    },
  });
  const isPublic = isPublicFact(outcome.fact);
  const answer = answersFirst(act) || saysSomething(held, work, outcome) ? firstResponse(held, work.now) : {};
  const answeredAt = answer.first_response_at ?? held.first_response_at;
  const clock = await moveClock(work, held, { effect: clockEffect(act), to, entry, calendar, answeredAt });
  const said = { act, by: whoSpeaks(held, work, outcome), calendar, now: work.now };
  await saveRequest(work, held, {
    entry,
    isPublic,
    patch: {
      ...(to === held.state ? {} : { state: to }),
      ...clock,
      ...answer,
      ...nextResponsePatch({ ...held, ...alarmOf(clock) }, said),
      ...outcome.patch,
    },
  });
  if (messageId !== null && outcome.message)
    await keepMessage(work, { id: messageId, held, entry, message: outcome.message });
}

/** The next alarm as the clocks leave it; nothing where they go on as before. */
const alarmOf = ({ alarm_at: at }: RequestPatch): { alarm_at?: Date | null } =>
  at === undefined ? {} : { alarm_at: at === null ? null : new Date(at) };

/** First response = the desk's first public word, never the automatic receipt. */
const firstResponse = (held: Held, now: Date): { first_response_at?: Date } =>
  held.first_response_at === null ? { first_response_at: now } : {};
const saysSomething = (held: Held, work: Work, outcome: Outcome): boolean =>
  outcome.message?.visibility === 'public' &&
  outcome.message.answers !== false &&
  work.actor.kind === 'person' &&
  !isParty(work.actor, held);

const whoSpeaks = (held: Held, work: Work, outcome: Outcome): 'requester' | 'desk' | 'nobody' =>
  saysSomething(held, work, outcome) ? 'desk' : outcome.message?.visibility === 'public' ? 'requester' : 'nobody';
/** Facts whose words were written in the box of the thread; those of other acts have a place of their own. */
const FROM_BOX = new Set(['request.messaged', 'request.asked', 'request.answered', 'request.noted']);

/** Before the act is sealed: its record names each file by its sum. */
const attach = async (work: Work, messageId: string, { message }: Outcome): Promise<AttachmentView[]> =>
  work.actor.kind === 'person'
    ? attachTo(work, { ownerId: work.actor.id, sentWith: messageId, ids: message?.attachments ?? [] })
    : [];

async function keepMessage(
  work: Work,
  given: { id: string; held: Held; entry: Entry; message: NonNullable<Outcome['message']> },
): Promise<void> {
  const { id, held, entry, message } = given;
  if (work.actor.kind !== 'person') throw new Error('only a person writes messages');
  await addMessage(work, {
    id,
    requestId: held.id,
    sequence: entry.sequence,
    authorId: work.actor.id,
    visibility: message.visibility,
    body: message.text,
    fromBox: FROM_BOX.has(entry.fact),
  });
}
