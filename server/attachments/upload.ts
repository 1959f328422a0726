/** Takes one file in: the name first, then the bytes as they come, then the row. Nothing half stays behind. */

import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { ATTACHMENT_MAX_BYTES, type AttachmentView, UNSENT_MAX_BYTES } from '#contract/attachments.ts';
import { HOUR } from '#server/shared/clock.ts';
import { LONGEST_ANSWER, within } from '#server/shared/cut.ts';
import { Fault } from '#server/shared/fault.ts';
import type { StoredFile } from '#server/shared/files.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Limit, spend } from '#server/shared/limits.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import { lookInside } from './look.ts';
import { PREVIEWS } from './previews.ts';
import { insertAttachment, lockQuota, type NewAttachment, toView, unsentBytes } from './rows.ts';
import { acceptedExtension, agrees, type Extension, kindOf } from './rules.ts';
import { scanNew } from './scanning.ts';

const UPLOADS: Limit = { name: 'upload', points: 300, windowMs: HOUR };

type Arrived = { id: string; ownerId: string; name: string; extension: Extension; stored: StoredFile };

/** Throws what `uploadAttachment` says it may refuse with. */
export async function upload(
  house: House,
  actor: Actor,
  given: { name: string; content: Readable; declaredBytes: number },
): Promise<AttachmentView> {
  const owner = personOf(actor);
  const { name, content, declaredBytes } = given;
  const tooLarge = () => new Fault('attachment.too-large', { name, megabytes: ATTACHMENT_MAX_BYTES / 1024 / 1024 });
  if (declaredBytes > ATTACHMENT_MAX_BYTES) {
    // Said before a byte is read; what comes all the same is let go by, or the sender would never hear why.
    content.resume();
    throw tooLarge();
  }
  const extension = acceptedExtension(name);
  if (extension === null) throw new Fault('attachment.type-refused', { name });
  await within(LONGEST_ANSWER, mayTakeMore(house, owner.id));
  const id = newId();
  const stored = await house.files.write(id, content, { maxBytes: ATTACHMENT_MAX_BYTES, onTooLarge: tooLarge });
  const arrived = { id, ownerId: owner.id, name, extension, stored };
  // What comes too late may yet be kept, and its file is not taken away from it: if it is not, the sweep finds the file.
  return within(
    LONGEST_ANSWER,
    orWithout(house, id, async () => keep(house, await judge(house, arrived))),
  );
}

/** Told before a byte is taken; what counts is asked again when the row is written. */
async function mayTakeMore(house: House, ownerId: string): Promise<void> {
  await spend(house.store, UPLOADS, { whom: ownerId, now: house.clock.now() });
  if ((await unsentBytes(house.store.read, ownerId)) >= UNSENT_MAX_BYTES) throw new Fault('attachment.quota');
}

async function orWithout<Kept>(house: House, id: string, run: () => Promise<Kept>): Promise<Kept> {
  try {
    return await run();
  } catch (error) {
    await house.files.remove(id);
    throw error;
  }
}

/** What the bytes are, what the scanner says of them, what is inside: in this order, the most hostile last. */
async function judge(house: House, arrived: Arrived): Promise<Omit<NewAttachment, 'uploaded_at' | 'scan_next'>> {
  const { id, name, extension, stored } = arrived;
  if (stored.bytes === 0) throw new Fault('attachment.empty', { name });
  const detected = await fileTypeFromBuffer(stored.head);
  if (!agrees(extension, detected?.ext ?? null, stored.head)) throw new Fault('attachment.false-extension', { name });
  const scan = await scanNew(house, id);
  if (scan === 'infected') throw new Fault('attachment.infected', { name });
  const preview = await lookInside(house, { id, name, detected: detected?.ext ?? null });
  return {
    id,
    owner_id: arrived.ownerId,
    name,
    kind: kindOf(extension),
    media_type: detected?.mime ?? 'text/plain',
    bytes: stored.bytes,
    sha256: stored.sha256,
    scan,
    preview,
  };
}

async function keep(house: House, row: Omit<NewAttachment, 'uploaded_at' | 'scan_next'>): Promise<AttachmentView> {
  await house.store.aside('upload', async (db, now) => {
    await lockQuota(db, row.owner_id);
    if ((await unsentBytes(db, row.owner_id)) + row.bytes > UNSENT_MAX_BYTES) throw new Fault('attachment.quota');
    await insertAttachment(db, { ...row, uploaded_at: now, scan_next: row.scan === 'held' ? now : null });
    if (row.scan === 'clean' && row.preview === 'waiting') await house.jobs.wake(db, PREVIEWS);
  });
  return toView({ ...row, sent_with: null, preview_width: null, preview_height: null, redacted_at: null });
}
