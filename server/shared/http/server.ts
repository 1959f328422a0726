/** The only place that knows Fastify: guards, session → actor → right → parse → use case → reply. */
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { FaultCode } from '#contract/faults.ts';
import { Held, HOLD_HEADER } from '#contract/held.ts';
import { BACKGROUND_HEADER } from '#contract/live.ts';
import type { Operation } from '#contract/operation.ts';
import { holds } from '#contract/permissions.ts';
import { canonical, type Json } from '../canonical.ts';
import { again, LONGEST_ANSWER, within } from '../cut.ts';
import { Fault } from '../fault.ts';
import { newRequestCode, sha256 } from '../ids.ts';
import type { Log } from '../log.ts';
import type { KeptLetters } from '../mailbox.ts';
import { type Actor, anonymous, type PersonActor } from '../policy.ts';
import type { Settings } from '../settings.ts';
import type { OneEffect } from '../store.ts';
import {
  type Call,
  type Caller,
  FileAnswer,
  HeldAnswer,
  PictureAnswer,
  type Route,
  StreamAnswer,
  WithPassage,
  WithSession,
} from './answer.ts';
import { keepPassage, keepSession, passageCookieName, sessionCookieName } from './cookies.ts';
import { Downloads } from './downloads.ts';
import { revalidate } from './etag.ts';
import { sendFile, sendPicture } from './files.ts';
import { hostGuard, originGuard } from './guards.ts';
import { serveKeptLetters } from './kept-letters.ts';
import type { Leaving } from './leaving.ts';
import { watchLines } from './lines.ts';
import { parse } from './parse.ts';
import { problemHandler, refuseAddress, sendProblem } from './problems.ts';
import { lastEventIdOf, refuseForeign, sendStream } from './stream.ts';
import { serveWeb } from './web.ts';
import { written } from './writers.ts';

/** Who the session cookie belongs to; given by the slice of accounts. */
export type Identified = {
  readonly actor: PersonActor;
  /** Not null: the session is not wholly open. */
  readonly gate: Gate | null;
  /** The person proved who they are a short while ago. */
  readonly confirmed: boolean;
};

/** What answers all the same, by name of the operation, and the refusal of everything else. */
export type Gate = { readonly code: FaultCode; readonly open: ReadonlySet<string> };

export type HttpParts = {
  readonly settings: Settings;
  readonly log: Log;
  readonly routes: readonly Route[];
  /** `asUse`: the person did something, and the session goes on for it. */
  readonly identify: (token: string, asUse: boolean) => Promise<Identified | null>;
  /** Lets an act wait that was called with the header to hold it. */
  readonly hold: (operation: Operation, call: Call<Operation>) => Promise<unknown>;
  readonly isReady: () => Promise<boolean>;
  readonly leaving: Leaving;
  /** The description of the API; asked for once, by whoever asks first. */
  readonly openapi: () => object;
  /** Takes how each call of an operation went, and how long it took. */
  readonly measure: (operation: string, status: number, milliseconds: number) => void;
  /** Folder of the built web part; null in tests of the API. */
  readonly webFolder: string | null;
  /** Letters of the demonstration, shown on a page; null on a real desk. */
  readonly keptLetters: KeptLetters | null;
};

const MAX_JSON = 256 * 1024;
const IDEMPOTENCY_KEY = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,100}$/));

export async function openHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { settings } = parts;
  const app = fastify({
    logger: false,
    genReqId: newRequestCode,
    bodyLimit: MAX_JSON,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    // A file of the largest size over the slow line of a far office; headers have their own, short time.
    requestTimeout: 600_000,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 100 },
    forceCloseConnections: 'idle',
    // A request that came over a line still open is answered: the database closes after the last of them.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    frameworkErrors: refuseAddress,
  });
  app.server.headersTimeout = 15_000;
  watchLines(app.server);
  app.setErrorHandler(problemHandler(parts.log));
  app.decorateRequest('personId', null);
  await app.register(cookie);
  await app.register(helmet, securityHeaders(settings, parts.keptLetters !== null));
  app.addHook('onRequest', hostGuard(settings));
  app.addHook('onRequest', originGuard(settings));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (parts.leaving.begun) reply.header('connection', 'close');
    done();
  });
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.removeContentTypeParser('text/plain');
  addRoutes(app, parts);
  addHealth(app, parts);
  if (parts.keptLetters !== null) serveKeptLetters(app, parts.keptLetters);
  let described = '';
  app.get('/api/openapi.json', (_request, reply) => {
    described ||= JSON.stringify(parts.openapi());
    return reply.type('application/json; charset=utf-8').send(described);
  });
  if (parts.webFolder !== null) await serveWeb(app, parts.webFolder);
  else app.setNotFoundHandler((request, reply) => sendProblem(reply, new Fault('not-found'), request.id));
  await app.ready();
  return app;
}

/** S17; nothing inline anywhere, nothing from elsewhere. Only the demonstration frames something: its own letters. */
const securityHeaders = (settings: Settings, framesLetters: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameSrc: [framesLetters ? "'self'" : "'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
  },
  hsts: settings.publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  referrerPolicy: { policy: 'no-referrer' as const },
  crossOriginResourcePolicy: { policy: 'same-origin' as const },
  crossOriginOpenerPolicy: settings.plainHttp ? false : { policy: 'same-origin' as const },
  originAgentCluster: !settings.plainHttp,
  xFrameOptions: { action: 'deny' as const },
});

const timed =
  (operation: Operation, measure: HttpParts['measure']) =>
  (_request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    measure(operation.name, reply.statusCode, reply.elapsedTime);
    done();
  };

function addRoutes(app: FastifyInstance, parts: HttpParts): void {
  const downloads = new Downloads(async (session) => (await parts.identify(session, false)) !== null);
  for (const route of parts.routes) {
    const { operation } = route;
    app.route({
      method: operation.method,
      url: operation.path,
      ...(operation.carrier === 'upload' ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
      ...(operation.revalidates ? { onSend: revalidate } : {}),
      // A stream stays open for hours: that is no duration.
      ...(operation.carrier === 'stream' ? {} : { onResponse: timed(operation, parts.measure) }),
      handler: async (request, reply) => {
        const calling = within(
          LONGEST_ANSWER,
          again(() => toCall(request, operation, parts)),
        );
        const answering = calling.then((call) => {
          if (operation.carrier === 'download') holdDownload(downloads, { request, reply, call });
          if (isToBeHeld(request, operation)) return parts.hold(operation, call);
          return operation.method === 'GET' ? again(() => route.handle(call)) : route.handle(call);
        });
        // A file may be on its way for minutes; its use case bounds what comes before and after (`attachments/upload.ts`).
        const answered = await (operation.carrier === 'upload' ? answering : within(LONGEST_ANSWER, answering));
        return respond(reply, { answered, operation, settings: parts.settings });
      },
    });
  }
}

function holdDownload(
  downloads: Downloads,
  of: { request: FastifyRequest; reply: FastifyReply; call: Call<Operation> },
): void {
  const { request, reply, call } = of;
  const session = request.personId === null ? null : call.caller.sessionToken;
  downloads.hold({ whom: request.personId ?? request.ip, session }, reply.raw);
}

const HELD_STATUS = 202;

/** Who wants an act to wait must not have it done at once: where it cannot wait it is refused. */
function isToBeHeld(request: FastifyRequest, operation: Operation): boolean {
  const asked = request.headers[HOLD_HEADER];
  if (asked === undefined) return false;
  if (asked === '1' && operation.undoable) return true;
  throw new Fault('input.invalid', {}, { fields: [{ path: HOLD_HEADER, message: 'field.unknown' }] });
}

async function toCall(request: FastifyRequest, operation: Operation, parts: HttpParts): Promise<Call<Operation>> {
  const token = request.cookies[sessionCookieName(parts.settings)] ?? null;
  const asUse = !operation.background && request.headers[BACKGROUND_HEADER] !== '1';
  const identified = token === null || operation.permission === 'public' ? null : await parts.identify(token, asUse);
  request.personId = identified?.actor.id ?? null;
  const known = authenticate(operation, identified);
  const actor = known.kind === 'person' ? { ...known, address: request.ip } : known;
  const caller: Caller = {
    address: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
    sessionToken: token,
    passageToken: request.cookies[passageCookieName(parts.settings)] ?? null,
    requestCode: request.id,
  };
  const params = parse(operation.params, request.params ?? {});
  const query = parse(operation.query, request.query ?? {});
  const isUpload = operation.carrier === 'upload';
  if (isUpload && !(request.body instanceof Readable)) throw new Fault('type.unsupported');
  if (!isUpload && request.body instanceof Readable) throw new Fault('type.unsupported');
  const body = parse(operation.body, isUpload ? {} : (request.body ?? {}));
  const once = operation.idempotent ? oneEffect(request, operation, { params, body }) : null;
  const upload = isUpload ? (request.body as Readable) : null;
  if (operation.carrier === 'stream') refuseForeign(request, parts.settings);
  const lastEventId = operation.carrier === 'stream' ? lastEventIdOf(request) : null;
  const declared = Number(request.headers['content-length'] ?? Number.NaN);
  const declaredBytes = Number.isFinite(declared) ? { declaredBytes: declared } : {};
  return { params, query, body, actor, caller, once, upload, ...declaredBytes, lastEventId };
}

function authenticate(operation: Operation, identified: Identified | null): Actor {
  const right = operation.permission;
  if (right === 'public') return anonymous;
  if (!identified) throw new Fault('session.required');
  const { gate } = identified;
  if (gate !== null && !gate.open.has(operation.name)) throw new Fault(gate.code);
  if (!holds(identified.actor.roles, right)) throw new Fault('right.missing');
  if (operation.asksAgain && !identified.confirmed) throw new Fault('session.confirm');
  return identified.actor;
}

function oneEffect(request: FastifyRequest, operation: Operation, said: { params: unknown; body: unknown }): OneEffect {
  const key = v.safeParse(IDEMPOTENCY_KEY, request.headers['idempotency-key']);
  if (!key.success)
    throw new Fault('input.invalid', {}, { fields: [{ path: 'Idempotency-Key', message: 'field.required' }] });
  return { key: key.output, operation: operation.name, bodyHash: sha256(canonical(said as Json)) };
}

function respond(
  reply: FastifyReply,
  given: { answered: unknown; operation: Operation; settings: Settings },
): FastifyReply {
  const { answered, operation, settings } = given;
  if (answered instanceof FileAnswer) return sendFile(reply, answered);
  if (answered instanceof StreamAnswer) return sendStream(reply, answered);
  if (answered instanceof PictureAnswer) return sendPicture(reply, answered);
  if (answered instanceof HeldAnswer) return sendJson(reply.code(HELD_STATUS), Held, answered.held);
  reply.code(operation.status);
  if (answered instanceof WithPassage) {
    keepPassage(reply, answered, settings);
    return respond(reply, { ...given, answered: answered.inner });
  }
  if (!(answered instanceof WithSession)) return sendJson(reply, operation.reply, answered);
  keepSession(reply, answered, settings);
  return sendJson(reply, operation.reply, answered.reply);
}

const sendJson = (reply: FastifyReply, shape: v.GenericSchema, answered: unknown) =>
  reply.type('application/json; charset=utf-8').send(written(reply, shape, answered));

function addHealth(app: FastifyInstance, parts: HttpParts): void {
  app.get('/health/live', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok'));
  app.get('/health/ready', async (_request, reply) => {
    const ready = !parts.leaving.begun && (await parts.isReady());
    reply.raw.once('finish', () => parts.leaving.probed(ready));
    return reply
      .code(ready ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(ready ? 'ok' : '');
  });
}
