/** Drafts of requests: kept every few seconds, found again after a reload, an expired session or on another machine. */
import * as v from 'valibot';
import { AttachmentId } from '#contract/attachments.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { DraftView, saveDraft as saveOperation } from '#contract/requests.ts';
import { lastPlaceOf } from '#server/accounts/index.ts';
import { attachmentsOfDrafts, keepForDraft } from '#server/attachments/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import { countDrafts, draftsOf, endDraft, forgetEnded, saveDraftRow } from './draft-rows.ts';
import { sweepUnsent } from './reply-drafts.ts';

const MAX_DRAFTS = 20;
const NOWHERE = { building: '', floor: '', office: '', phone: '' };

export async function readDrafts(house: House, actor: Actor) {
  const me = personOf(actor).id;
  const db = house.store.read;
  const rows = await draftsOf(db, me);
  const files = await attachmentsOfDrafts(
    db,
    rows.map((row) => row.id),
  );
  const drafts = rows.map((row) => ({
    ...row.content,
    id: row.id as DraftView['id'],
    areaId: row.content.areaId as DraftView['areaId'],
    serviceId: row.content.serviceId as DraftView['serviceId'],
    principalId: (row.content.principalId ?? null) as DraftView['principalId'],
    answers: row.content.answers ?? {},
    formVersion: row.content.formVersion ?? null,
    urgency: row.content.urgency ?? null,
    attachments: files.get(row.id) ?? [],
    savedAt: row.saved_at.toISOString(),
  }));
  return { drafts, lastPlace: (await lastPlaceOf(db, me)) ?? NOWHERE };
}

export async function saveDraft(
  house: House,
  actor: Actor,
  draft: { id: string; body: BodyOf<typeof saveOperation> },
): Promise<{ savedAt: string }> {
  const me = personOf(actor).id;
  const { attachments, ...content } = draft.body;
  return house.store.aside('draft', async (db, now) => {
    const kept = await saveDraftRow(db, { id: draft.id, owner_id: me, content, saved_at: now });
    if (kept === 'foreign') throw new Fault('not-found');
    if (kept === 'gone') throw new Fault('draft.gone');
    if ((await countDrafts(db, me)) > MAX_DRAFTS) throw new Fault('rate.exceeded', { minutes: 1 });
    const ids = [...new Set([...attachments, ...filesNamed(content.answers)])];
    if ((await keepForDraft(db, { ownerId: me, draftId: draft.id, ids })) !== ids.length)
      throw new Fault('attachment.gone');
    return { savedAt: now.toISOString() };
  });
}

/** Without its form an answer does not say that it names files: whatever is an id is kept, if it is one of their own. */
const filesNamed = (answers: DraftView['answers']): string[] =>
  Object.values(answers).flatMap((answer) =>
    Array.isArray(answer) ? answer.filter((one) => v.is(AttachmentId, one)) : [],
  );

export async function discardDraft(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  const me = personOf(actor).id;
  const was = await house.store.aside('draft', async (db, now) => {
    await keepForDraft(db, { ownerId: me, draftId: id, ids: [] });
    return endDraft(db, { ownerId: me, id, now });
  });
  // Remembered all the same: the first copy of it may still be on its way.
  if (!was) throw new Fault('not-found');
  return { done: true };
}

/** A page left open over a holiday still tries to keep what it shows; after two weeks none does. */
const REMEMBERED = 14 * DAY;

export const sweepDrafts = (house: House): Promise<void> =>
  house.store.aside('sweep', async (db, now) => {
    await forgetEnded(db, later(now, -REMEMBERED));
    await sweepUnsent(db, now);
  });
