/** Files as answers. What strangers uploaded leaves as a download and nothing else; a picture of it, drawn by us, is shown. */
import type { FastifyReply } from 'fastify';
import type { FileAnswer, PictureAnswer } from './answer.ts';

const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** The name for those who read only ASCII, and the whole one. */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, hex);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

const harmless = (reply: FastifyReply): FastifyReply =>
  reply.header('content-security-policy', "sandbox; default-src 'none'").header('x-content-type-options', 'nosniff');

/** S7: neither runs nor is read by another site. */
export const sendFile = (reply: FastifyReply, file: FileAnswer): FastifyReply =>
  harmless(reply)
    .header('content-disposition', attachmentNamed(file.name))
    .header('content-length', String(file.bytes))
    .header('cache-control', 'no-store')
    .header('cross-origin-resource-policy', 'same-site')
    .type('application/octet-stream')
    .send(file.content);

/** Even opened by itself it is a picture in a sandbox. */
export const sendPicture = (reply: FastifyReply, picture: PictureAnswer): FastifyReply =>
  harmless(reply)
    .header('content-disposition', 'inline')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', picture.forGood ? 'private, max-age=31536000, immutable' : 'no-store')
    .type('image/webp')
    .send(picture.webp);
