/** Answers that seldom change and are asked for often: who has that very answer already is told so, and nothing else. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../ids.ts';

/**
 * A strong ETag of the answer as this caller gets it (RFC 9110 §8.8.3), so it tells nobody of what others get; `no-cache`:
 * kept by the caller's browser alone, and asked about each time.
 */
export async function revalidate(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  const tag = `"${sha256(payload).toString('base64url')}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'Cookie');
  const known = String(request.headers['if-none-match'] ?? '').split(',');
  if (!known.some((each) => each.trim().replace(/^W\//, '') === tag)) return payload;
  reply.code(304).removeHeader('content-length').removeHeader('content-type');
  return '';
}
