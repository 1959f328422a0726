/**
 * Acts of the desk: those done at once, and those that may be taken back for ten seconds (`Waits`). Each goes after those of
 * mine on the same request that still wait, and on what they leave.
 */
import { markDuplicate } from '#contract/duplicates.ts';
import type { BodyInput, Operation, ReplyOf } from '#contract/operation.ts';
import { joinOutage, leaveOutage } from '#contract/outages.ts';
import {
  askRequester,
  assignRequest,
  postMessage,
  postNote,
  type RequestView,
  reclassifyRequest,
  rejectRequest,
  resolveRequest,
  resumeRequest,
  scheduleVisit,
  takeRequest,
  waitThirdParty,
} from '#contract/requests.ts';
import { type Asked, call, newKey } from '#web/shared/client.ts';
import { finishOf, letWait, versionSince, type WaitingKind } from './waiting-acts.ts';
import type { Waits } from './waits.ts';
import { refOf } from './words.ts';

type On = Pick<RequestView, 'id' | 'folio'>;
type Sending<O extends Operation> = { body: BodyInput<O>; key?: string; place?: string };

async function askedOf<O extends Operation>(id: string, { body, key }: Sending<O>): Promise<Asked<O>> {
  await finishOf(id);
  const { version } = body as { version?: number };
  const since = version === undefined ? body : { ...body, version: versionSince(id, version) };
  return { params: { id }, body: since, key: key ?? newKey() } as unknown as Asked<O>;
}

const now =
  <O extends Operation>(operation: O) =>
  async ({ id }: On, sending: Sending<O>): Promise<ReplyOf<O>> =>
    call(operation, await askedOf(id, sending));

export const deskActs = {
  note: now(postNote),
  take: now(takeRequest),
  wait: now(waitThirdParty),
  resume: now(resumeRequest),
  schedule: now(scheduleVisit),
  reclassify: now(reclassifyRequest),
  join: now(joinOutage),
  leave: now(leaveOutage),
};

const held =
  <O extends Operation>(operation: O, kind: WaitingKind) =>
  async (view: On, sending: Sending<O>): Promise<Waits | RequestView> => {
    const { id, folio } = view;
    const asked = await askedOf(id, sending);
    const about = { kind, requestId: id, ref: refOf(view), folio, count: 1, place: sending.place ?? null };
    return letWait(operation, asked, about) as Promise<Waits | RequestView>;
  };

export const heldActs = {
  message: held(postMessage, 'message'),
  ask: held(askRequester, 'ask'),
  resolve: held(resolveRequest, 'resolve'),
  reject: held(rejectRequest, 'reject'),
  assign: held(assignRequest, 'assign'),
  duplicate: held(markDuplicate, 'duplicate'),
};
