/** Takes one file in: the name first, then the bytes as they come, then the row. Nothing half stays behind. */

import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { ATTACHMENT_MAX_BYTES, type AttachmentView, UNSENT_MAX_BYTES } from '#contract/attachments.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Limit, spend } from '#server/shared/limits.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import { insertAttachment, toView, unsentBytes } from './rows.ts';
import { acceptedExtension, agrees, kindOf } from './rules.ts';

const UPLOADS: Limit = { name: 'upload', points: 300, windowMs: HOUR };

/** Throws `attachment.type-refused`, `.too-large`, `.false-extension`, `.empty`, `.quota`, `storage.full`. */
export async function upload(
  house: House,
  actor: Actor,
  given: { name: string; content: Readable },
): Promise<AttachmentView> {
  const owner = personOf(actor);
  const { name, content } = given;
  const extension = acceptedExtension(name);
  if (extension === null) throw new Fault('attachment.type-refused', { name });
  await spend(house.store, UPLOADS, { whom: owner.id, now: house.clock.now() });
  const room = UNSENT_MAX_BYTES - (await unsentBytes(house.store.read, owner.id));
  if (room <= 0) throw new Fault('attachment.quota');
  const id = newId();
  const tooLarge = () => new Fault('attachment.too-large', { name, megabytes: ATTACHMENT_MAX_BYTES / 1024 / 1024 });
  const stored = await house.files.write(id, content, { maxBytes: ATTACHMENT_MAX_BYTES, onTooLarge: tooLarge });
  try {
    if (stored.bytes === 0) throw new Fault('attachment.empty', { name });
    if (stored.bytes > room) throw new Fault('attachment.quota');
    const detected = await fileTypeFromBuffer(stored.head);
    if (!agrees(extension, detected?.ext ?? null, stored.head)) throw new Fault('attachment.false-extension', { name });
    const row = {
      id,
      owner_id: owner.id,
      name,
      kind: kindOf(extension),
      media_type: detected?.mime ?? 'text/plain',
      bytes: stored.bytes,
      sha256: stored.sha256,
    };
    await house.store.aside('upload', (db, now) => insertAttachment(db, { ...row, uploaded_at: now }));
    return toView({ ...row, sent_with: null });
  } catch (error) {
    await house.files.remove(id);
    throw error;
  }
}
