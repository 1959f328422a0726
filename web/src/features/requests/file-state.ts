/** How a file of a request stands, and where its bytes and pictures are. */
import type { AttachmentView } from '#contract/attachments.ts';
import { downloadAttachment, previewAttachment, type RequestView, thumbnailAttachment } from '#contract/requests.ts';

/**
 * `picture`: it can be looked at here; `drawing`: its picture is on its way; `plain`: it can only be taken away; `held`:
 * nobody may open it before it was scanned; `infected`: its bytes are gone; `redacted`: it was covered.
 */
export type FileState = 'picture' | 'drawing' | 'plain' | 'held' | 'infected' | 'redacted';

export function stateOf({ scan, preview, redacted }: AttachmentView): FileState {
  if (redacted) return 'redacted';
  if (scan !== 'clean') return scan;
  if (preview === 'ready') return 'picture';
  return preview === 'waiting' ? 'drawing' : 'plain';
}

/** Something about it will change by itself within moments. */
export const isUnsettled = (file: AttachmentView): boolean => {
  const state = stateOf(file);
  return state === 'drawing' || state === 'held';
};

export const isPaper = ({ kind }: AttachmentView): boolean => kind === 'document';

const at = (path: string, requestId: string, file: AttachmentView): string =>
  path.replace(':id', requestId).replace(':attachmentId', file.id);

export const filePaths = (requestId: string, file: AttachmentView) => ({
  download: at(downloadAttachment.path, requestId, file),
  preview: at(previewAttachment.path, requestId, file),
  thumbnail: at(thumbnailAttachment.path, requestId, file),
});

/** Every file of the request, in the order of the thread. */
export const filesOf = (view: RequestView): AttachmentView[] => [
  ...view.attachments,
  ...view.timeline.flatMap((entry) => entry.message?.attachments ?? []),
];
