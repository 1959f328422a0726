/** Templates: reading them, wording them, and filling them in for a request. */
import type {
  addCannedReply,
  CannedReplyView,
  changeCannedReply,
  listCannedReplies,
  previewCannedReply,
  repliesForRequest,
} from '#contract/canned-replies.ts';
import { blanksIn } from '#contract/canned-replies.ts';
import type { AreaId } from '#contract/catalogue.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { outrun } from '#server/accounts/index.ts';
import { everyArea } from '#server/catalogue/index.ts';
import { replyValues, whichOf } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import type { OneEffect } from '#server/shared/store.ts';
import { fill, inLanguage, refuseUnknown } from './fill.ts';
import { replyPolicy } from './policy.ts';
import {
  type CannedReply,
  everyReply,
  insertReply,
  lockReply,
  type ReplyContent,
  repliesOf,
  saveReply,
} from './rows.ts';

const view = (reply: CannedReply, actor: Actor): CannedReplyView => ({
  id: reply.id as CannedReplyView['id'],
  name: reply.name,
  body: reply.body,
  areaId: reply.areaId as CannedReplyView['areaId'],
  purpose: reply.purpose,
  active: reply.active,
  changedAt: reply.changedAt.toISOString(),
  changedBy: reply.changedBy,
  version: reply.version,
  can: { change: replyPolicy.may('change', actor, reply) },
});

export async function listReplies(house: House, actor: Actor): Promise<ReplyOf<typeof listCannedReplies>> {
  const db = house.store.read;
  const [replies, areas] = await Promise.all([everyReply(db), everyArea(db)]);
  const may = (areaId: AreaId | null) => replyPolicy.may('change', actor, { areaId });
  return {
    items: replies.map((reply) => view(reply, actor)),
    addFor: may(null) ? 'every' : areas.map((area) => area.id).filter(may),
  };
}

async function oneOf(house: House, actor: Actor, id: string): Promise<CannedReplyView> {
  const reply = (await everyReply(house.store.read)).find((each) => each.id === id);
  if (!reply) throw new Fault('not-found');
  return view(reply, actor);
}

const factOf = (id: string, { name, body, areaId, purpose, active }: ReplyContent) => ({
  cannedReplyId: id,
  name,
  body,
  areaId,
  purpose,
  active,
});

async function refuseStrangeArea(house: House, areaId: string | null): Promise<void> {
  if (areaId === null || (await everyArea(house.store.read)).some((area) => area.id === areaId)) return;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'areaId', message: 'field.choice' }] });
}

export async function addReply(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof addCannedReply>; once: OneEffect | null },
): Promise<CannedReplyView> {
  const { body, once } = given;
  refuseUnknown(body.body.es, body.body.en);
  await refuseStrangeArea(house, body.areaId);
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    const reply = allow(replyPolicy, 'change', { actor, thing: { ...body, id: answer.id } });
    await insertReply(work, reply);
    await work.record({
      stream: `canned-reply:${answer.id}`,
      fact: 'canned-reply.added',
      data: factOf(answer.id, body),
      opens: true,
    });
  });
  return oneOf(house, actor, id);
}

/** Who may word both what it was and what it becomes. */
export async function changeReply(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof changeCannedReply> },
): Promise<CannedReplyView> {
  const { id, body } = given;
  refuseUnknown(body.body.es, body.body.en);
  await refuseStrangeArea(house, body.areaId);
  await house.store.change(actor, async (work) => {
    const reply = allow(replyPolicy, 'change', { actor, thing: await lockReply(work, id) });
    allow(replyPolicy, 'change', { actor, thing: body });
    if (reply.version !== body.version) throw await outrun(work.db, { stream: `canned-reply:${id}`, actor });
    await saveReply(work, reply, body);
    await work.record({ stream: `canned-reply:${id}`, fact: 'canned-reply.changed', data: factOf(id, body) });
  });
  return oneOf(house, actor, id);
}

export async function previewReply(
  house: House,
  actor: Actor,
  { text, ref }: BodyOf<typeof previewCannedReply>,
): Promise<ReplyOf<typeof previewCannedReply>> {
  refuseUnknown(text);
  return fill(text, await replyValues(house, actor, whichOf(ref)), house.clock.now());
}

export async function repliesFor(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof repliesForRequest>> {
  const values = await replyValues(house, actor, { id });
  const now = house.clock.now();
  const replies = await repliesOf(house.store.read, values.areaId);
  return {
    items: replies.map((reply) => ({
      id: reply.id as CannedReplyView['id'],
      name: reply.name,
      purpose: reply.purpose,
      ...fill(inLanguage(reply.body, values.locale), values, now),
    })),
  };
}

/** Words for many: `english`, where there are any, for requesters who read English. `most`: characters. */
type ForMany = { id: string; text: string; english?: string | undefined; most: number };

/**
 * Words meant for many, as they read in this request: those of its requester's language (null where there is but one text),
 * with its variables filled in for it; one text without variables costs no question. 422 with what it cannot fill in, or when
 * it comes to more than `most` characters.
 */
export async function wordsFor(
  house: House,
  actor: Actor,
  { id, text, english, most }: ForMany,
): Promise<{ text: string; language: 'es-MX' | 'en' | null }> {
  if (english === undefined && blanksIn(text).length === 0) return { text, language: null };
  const values = await replyValues(house, actor, { id });
  const filled = fill(inLanguage({ es: text, en: english ?? '' }, values.locale), values, house.clock.now());
  if (filled.blanks.length > 0)
    throw new Fault('canned-reply.blank', { names: filled.blanks.map((name) => `{${name}}`).join(', ') });
  if (filled.text.length > most) throw new Fault('canned-reply.long', { limit: most });
  return { text: filled.text, language: english === undefined ? null : values.locale };
}
