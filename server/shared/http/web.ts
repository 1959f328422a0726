/** The built web part: hashed files for ever, the page itself never, one page for every address of the desk. */
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Fault } from '../fault.ts';
import { sendProblem } from './problems.ts';

/** Of the interface, of files, and what begins with a dot: absent there means absent, not the page. */
const NO_PAGE = /^\/(?:api|assets)(?:\/|$)|\/\.|\.[a-z0-9]+$/i;

export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    // A folder is no address of the desk: without this the files' server would answer for it, with an error.
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = (reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  app.get('/', (_request, reply) => page(reply));
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?', 1);
    if (request.method !== 'GET' || NO_PAGE.test(path)) return sendProblem(reply, new Fault('not-found'), request.id);
    return page(reply);
  });
}
