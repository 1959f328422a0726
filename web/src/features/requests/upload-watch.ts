/** Follows an uploaded file until nothing more will happen to it by itself: scanned, and its picture drawn. */
import { type AttachmentView, ownAttachment } from '#contract/attachments.ts';
import { call, Unreachable } from '#web/shared/client.ts';
import { isUnsettled } from './file-state.ts';

const FIRST_MS = 600;
const LONGEST_MS = 30_000;

/** Hears of every change; ends by itself when it is settled or gone. */
export async function watchUpload(
  start: AttachmentView,
  { changed, signal }: { changed: (view: AttachmentView) => void; signal: AbortSignal },
): Promise<void> {
  let view = start;
  for (let wait = FIRST_MS; isUnsettled(view) && !signal.aborted; wait = Math.min(wait * 2, LONGEST_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (signal.aborted) return;
    const next = await call(ownAttachment, { params: { id: view.id }, signal }).catch((error: unknown) => error);
    if (signal.aborted) return;
    if (next instanceof Unreachable) continue;
    // Sent or taken back meanwhile: whoever shows it now follows it.
    if (next instanceof Error) return;
    view = next as AttachmentView;
    changed(view);
  }
}
