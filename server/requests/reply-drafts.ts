/** What somebody writes in a request and has not sent, kept so that no session that ends and no closed window loses it. */
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { ReplyKind, readReplyDrafts, saveReplyDraft } from '#contract/requests.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import type { Writer } from '#server/shared/store.ts';
import { type RequestRight, requestPolicy } from './policy.ts';
import { dropReplyDraft, forgetReplyDrafts, keepReplyDraft, replyDraftsOf } from './reply-draft-rows.ts';
import { findRequest } from './rows.ts';

const RIGHTS = { reply: 'message', note: 'attend' } as const satisfies Record<ReplyKind, RequestRight>;
const KEPT = 30 * DAY;

export async function readUnsent(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof readReplyDrafts>> {
  const db = house.store.read;
  const request = allow(requestPolicy, 'see-summary', { actor, thing: await findRequest(db, { id }, actor) });
  const drafts = await replyDraftsOf(db, { personId: personOf(actor).id, requestId: request.id });
  const of = (kind: ReplyKind) => {
    const row = drafts.get(kind);
    return row === undefined ? null : { text: row.body, savedAt: row.saved_at.toISOString() };
  };
  return { reply: of('reply'), note: of('note') };
}

export async function keepUnsent(
  house: House,
  actor: Actor,
  on: { id: string; body: BodyOf<typeof saveReplyDraft> },
): Promise<ReplyOf<typeof saveReplyDraft>> {
  const { kind, text, through } = on.body;
  const row = await findRequest(house.store.read, { id: on.id }, actor);
  const request = allow(requestPolicy, RIGHTS[kind], { actor, thing: row });
  const of = { personId: personOf(actor).id, requestId: request.id, kind };
  return house.store.aside('draft', async (db, now) => {
    if (text.trim() === '') return dropReplyDraft(db, of).then(() => ({ savedAt: null }));
    const kept = await keepReplyDraft(db, { ...of, text, through, now });
    return { savedAt: kept ? now.toISOString() : null };
  });
}

/** A month is longer than any question waits. */
export const sweepUnsent = (db: Writer, now: Date): Promise<void> => forgetReplyDrafts(db, later(now, -KEPT));
