/** What every request passes before a route is looked at: whose host, whose origin. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../fault.ts';
import type { Settings } from '../settings.ts';
import { foreignHostPage } from './pages.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Links and cookies know one origin; a request under another name is answered 421 with the setting to change. */
export const hostGuard = (settings: Settings) => {
  const hosts = new Set(settings.origins.map((origin) => new URL(origin).host));
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.url.startsWith('/health/')) return;
    const named = request.headers.host ?? '';
    if (hosts.has(named.toLowerCase()) && request.headers['x-forwarded-host'] === undefined) return;
    if (hosts.has(named.toLowerCase()) && hosts.has(String(request.headers['x-forwarded-host']).toLowerCase())) return;
    if (request.url.startsWith('/api/')) throw new Fault('host.unknown', { publicUrl: settings.publicUrl });
    return reply
      .code(421)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(foreignHostPage(settings.publicUrl));
  };
};

/** S18: an unsafe request must come from our own pages; when the browser says nothing of where from, it is refused. */
export const originGuard = (settings: Settings) => {
  const origins = new Set(settings.origins);
  return async (request: FastifyRequest) => {
    if (SAFE.has(request.method)) return;
    const origin = request.headers.origin;
    const site = request.headers['sec-fetch-site'];
    const sameOrigin = origin === undefined ? site === 'same-origin' : origins.has(origin);
    if (!sameOrigin || site === 'cross-site' || site === 'same-site') throw new Fault('origin.refused');
  };
};
