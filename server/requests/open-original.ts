/** Opening what was covered: a deliberate act of whoever audits, with its reason, which everybody at the desk may read. */
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { openOriginal as openOperation } from '#contract/redactions.ts';
import { openCovered, sentFile } from '#server/attachments/index.ts';
import { later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { FileAnswer } from '#server/shared/http/answer.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { type Actor, type Allowed, allow, personOf } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { noteReading } from './audited.ts';
import { OPEN_FOR } from './covered-records.ts';
import { requestPolicy } from './policy.ts';
import { insertOpening, type Original, openedSince, originalOf } from './redaction-rows.ts';
import { findRequest, markLatest, type RequestRow } from './rows.ts';

type Which = { readonly id: string; readonly redactionId: string };

async function found(
  db: Reader,
  actor: Actor,
  { id, redactionId }: Which,
): Promise<Original & { readonly request: Allowed<'open-original', RequestRow> }> {
  const request = allow(requestPolicy, 'open-original', { actor, thing: await findRequest(db, { id }, actor) });
  const original = await originalOf(db, { requestId: request.id, redactionId });
  if (!original) throw new Fault('not-found');
  return { ...original, request };
}

export async function openOriginal(
  house: House,
  actor: Actor,
  on: Which & { body: BodyOf<typeof openOperation> },
): Promise<ReplyOf<typeof openOperation>> {
  const byId = personOf(actor).id;
  const original = await house.store.change(actor, async (work) => {
    const opened = await found(work.db, actor, on);
    const { reason } = on.body;
    const id = newId();
    await insertOpening(work, { id, redactionId: on.redactionId, byId, reason });
    const entry = await work.record({
      stream: `request:${on.id}`,
      fact: 'request.original-opened',
      data: {
        ...{ requestId: on.id, redactionId: on.redactionId, openingId: id, what: opened.what },
        reasonSha256: sha256(reason).toString('hex'),
      },
    });
    await markLatest(work, opened.request, { entry, isPublic: false });
    return opened;
  });
  noteReading(house, actor, original.request, { what: 'original', detailId: on.redactionId });
  const file = original.attachmentId === null ? undefined : await sentFile(house.store.read, original.attachmentId);
  return { what: original.what, text: original.text, sha256: (file?.sha256 ?? original.sha256).toString('hex') };
}

export async function downloadOriginal(house: House, actor: Actor, which: Which): Promise<FileAnswer> {
  const db = house.store.read;
  const original = await found(db, actor, which);
  if (original.attachmentId === null) throw new Fault('not-found');
  const since = later(house.clock.now(), -OPEN_FOR);
  if (!(await openedSince(db, { redactionId: which.redactionId, byId: personOf(actor).id, since })))
    throw new Fault('redaction.unopened');
  noteReading(house, actor, original.request, { what: 'original', detailId: which.redactionId });
  return openCovered(house, { id: original.attachmentId, name: original.text });
}
