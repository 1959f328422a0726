/** Pure: which files are accepted, told by name and by bytes. */
import { ATTACHMENT_TYPES, type AttachmentKind } from '#contract/attachments.ts';

export type Extension = keyof typeof ATTACHMENT_TYPES;

/** The extension, if it is one we accept; otherwise null. */
export function acceptedExtension(name: string): Extension | null {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(ATTACHMENT_TYPES, extension) ? (extension as Extension) : null;
}

export const kindOf = (extension: Extension): AttachmentKind => ATTACHMENT_TYPES[extension];

/** What the bytes say (by magic number) → the extensions that may carry them. */
const CARRIERS: Record<string, readonly Extension[]> = {
  png: ['png'],
  apng: ['png'],
  jpg: ['jpg', 'jpeg'],
  gif: ['gif'],
  webp: ['webp'],
  heic: ['heic'],
  bmp: ['bmp'],
  pdf: ['pdf'],
  rtf: ['rtf'],
  zip: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  pptx: ['pptx'],
  odt: ['odt'],
  ods: ['ods'],
  cfb: ['doc', 'xls', 'ppt'],
  mp4: ['mp4'],
  m4v: ['mp4'],
  mp3: ['mp3'],
  xml: ['xml'],
};

const isText = (extension: Extension): boolean => kindOf(extension) === 'text';

/**
 * Do the bytes agree with the name? `detected` is the type told by the magic number, or null when the bytes have none:
 * then only plain text may pass, and only if it holds no NUL.
 */
export function agrees(extension: Extension, detected: string | null, head: Uint8Array): boolean {
  if (detected === null) return isText(extension) && !head.includes(0);
  return CARRIERS[detected]?.includes(extension) ?? false;
}
