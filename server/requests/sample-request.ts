/** One request of this desk, to try on it whether it can be read: the one that carries the newest file, where there is one. */
import { newestSent } from '#server/attachments/index.ts';
import { system } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { messageById } from './message-rows.ts';
import { findRequest, newestId } from './rows.ts';

export type Sample = { readonly requestId: string; readonly attachmentId: string | null };

/** Null of a desk without requests. */
export async function sampleRequest(db: Reader): Promise<Sample | null> {
  const sent = await newestSent(db);
  const carrier = sent?.sent_with ?? null;
  const carrying = carrier === null ? undefined : await carriedBy(db, carrier);
  if (sent && carrying !== undefined) return { requestId: carrying, attachmentId: sent.id };
  const requestId = await newestId(db);
  return requestId === undefined ? null : { requestId, attachmentId: null };
}

/** A file is sent with a request or with a message of one. */
const carriedBy = async (db: Reader, carrier: string): Promise<string | undefined> =>
  (await findRequest(db, { id: carrier }, system('proof')))?.id ?? (await messageById(db, carrier))?.request_id;
