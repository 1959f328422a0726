/** What a new file is looked into for before it is taken: pictures by their header, archives by their list and their weight. */
import type { AttachmentView } from '#contract/attachments.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { PICTURE_LIMITS } from '#server/shared/workshop/words.ts';

/** What the bench can draw, by what the bytes say. */
const PICTURES = new Set(['png', 'apng', 'jpg', 'gif', 'webp']);
const ARCHIVES = new Set(['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods']);
const LATER = { retryAfter: 10 };

/**
 * Whether a picture of it will be drawn. Throws `attachment.picture-too-large`, `.bomb`, `.damaged`, `workshop.busy`.
 * A broken picture is taken as a plain file: it may be the very evidence, and nothing of ours opens it again. A broken
 * archive is not: what cannot be looked into could hold anything.
 */
export async function lookInside(
  house: House,
  file: { id: string; name: string; detected: string | null },
): Promise<AttachmentView['preview']> {
  const detected = file.detected ?? '';
  if (PICTURES.has(detected)) return lookAtPicture(house, file);
  if (ARCHIVES.has(detected)) await lookIntoArchive(house, file);
  return detected === 'pdf' ? 'waiting' : 'none';
}

async function lookAtPicture(house: House, file: { id: string; name: string }): Promise<AttachmentView['preview']> {
  const seen = await house.workshop.describePicture(() => house.files.read(file.id));
  if (seen.ok) return 'waiting';
  if (seen.why === 'too-large') {
    const { pixels, side } = PICTURE_LIMITS;
    throw new Fault('attachment.picture-too-large', { name: file.name, megapixels: pixels / 1_000_000, side });
  }
  // A long line before the bench is no reason to send anybody away: it is judged when it is drawn.
  return seen.why === 'busy' ? 'waiting' : 'none';
}

async function lookIntoArchive(house: House, file: { id: string; name: string }): Promise<void> {
  const seen = await house.workshop.archive(() => house.files.read(file.id));
  if (seen.ok) return;
  if (seen.why === 'busy') throw new Fault('workshop.busy', {}, LATER);
  const broken = seen.why === 'damaged' || seen.why === 'unsupported';
  throw new Fault(broken ? 'attachment.damaged' : 'attachment.bomb', { name: file.name });
}
