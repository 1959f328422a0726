/** The two cookies there are: whose session it is, and what binds a way to a directory and back to this browser. */
import type { FastifyReply } from 'fastify';
import type { Settings } from '../settings.ts';
import type { WithPassage, WithSession } from './answer.ts';

const isSafe = (settings: Settings): boolean => settings.publicUrl.startsWith('https:');

export const sessionCookieName = (settings: Settings): string => (isSafe(settings) ? '__Host-mesa' : 'mesa');
export const passageCookieName = (settings: Settings): string => `${sessionCookieName(settings)}-passage`;

/** Seconds. */
const PASSAGE = 600;

/** Host-only, out of reach of scripts, and not sent with what other sites begin: the desk's own page brings it back. */
export function keepPassage(reply: FastifyReply, answered: WithPassage<unknown>, settings: Settings): void {
  const scope = { path: '/', httpOnly: true, secure: isSafe(settings), sameSite: 'strict' as const };
  const name = passageCookieName(settings);
  if (answered.token === null) reply.clearCookie(name, scope);
  else reply.setCookie(name, answered.token, { ...scope, maxAge: PASSAGE });
}

export function keepSession(reply: FastifyReply, answered: WithSession<unknown>, settings: Settings): void {
  const scope = { path: '/', httpOnly: true, secure: isSafe(settings), sameSite: 'lax' as const };
  const name = sessionCookieName(settings);
  if (answered.token === null) {
    reply.clearCookie(name, scope);
    reply.header('clear-site-data', '"cache"');
  } else {
    reply.setCookie(name, answered.token, { ...scope, ...(answered.expires ? { expires: answered.expires } : {}) });
  }
}
