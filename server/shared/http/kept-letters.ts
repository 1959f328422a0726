/**
 * A letter of the demonstration as the document that would arrive. Its own policy, because a letter carries its looks in
 * style attributes, which the pages of the desk forbid: nothing runs, nothing is loaded, and only the desk may frame it.
 */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { LetterId } from '#contract/notifications.ts';
import { Fault } from '../fault.ts';
import type { KeptLetters } from '../mailbox.ts';

/** Links open beside the letter, outside its sandbox: an activation link has to work from here too. */
const SANDBOX = 'sandbox allow-popups allow-popups-to-escape-sandbox';
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; ${SANDBOX}`;

/** Only where letters stay on the machine; a real desk has no such address. */
export function serveKeptLetters(app: FastifyInstance, kept: KeptLetters): void {
  app.get<{ Params: { id: string } }>('/correo-de-prueba/:id/carta', async (request, reply) => {
    const id = v.safeParse(LetterId, request.params.id);
    const letter = id.success ? await kept.find(id.output) : null;
    if (letter === null) throw new Fault('not-found');
    return reply
      .header('content-security-policy', POLICY)
      .header('x-frame-options', 'SAMEORIGIN')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(letter.html.replace('<head>', '<head><base target="_blank">'));
  });
}
