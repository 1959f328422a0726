/** Every refusal and accident, as `application/problem+json`; accidents say nothing and log everything. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FAULTS, type FaultCode, type Problem } from '#contract/faults.ts';
import { Fault } from '../fault.ts';
import type { Log } from '../log.ts';

/** What Fastify itself refuses before a handler runs. */
const BY_FASTIFY: Record<string, FaultCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'type.unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload.too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'input.unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'input.unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input.unreadable',
  FST_STATIC_FORBIDDEN_PATH: 'not-found',
};

/** PostgreSQL away, starting, stopping or out of time: worth a later try. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '08001',
  '55P03',
  '57014',
  '40001',
  '40P01',
]);
const DISK_FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);
/** A disk that fails, or that the system took writing away from: told to whoever runs the desk by the log. */
const DISK_FAILS = new Set(['EIO', 'EROFS', '58030']);

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function isPassing(error: unknown): boolean {
  if (PASSING.has(codeOf(error))) return true;
  // The socket of PostgreSQL is a file; any other file that is missing will be missing tomorrow.
  if (codeOf(error) === 'ENOENT') return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
  const text = error instanceof Error ? error.message : '';
  return /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after|Client has encountered a connection error/.test(
    text,
  );
}

function toFault(error: unknown): Fault | null {
  if (error instanceof Fault) return error;
  const code = BY_FASTIFY[codeOf(error)];
  if (code) return new Fault(code);
  if (error instanceof SyntaxError && 'statusCode' in error) return new Fault('input.unreadable');
  // What the files' server says of folders and of names that lead out of its own.
  if (error instanceof Error && 'status' in error && (error.status === 403 || error.status === 404))
    return new Fault('not-found');
  if (DISK_FULL.has(codeOf(error))) return new Fault('storage.full');
  if (isPassing(error) || DISK_FAILS.has(codeOf(error))) return new Fault('server.unavailable', {}, { retryAfter: 5 });
  return null;
}

export const toProblem = (fault: Fault, requestId: string): Problem => ({
  type: `urn:mesa:fault:${fault.code}`,
  title: fault.code,
  status: FAULTS[fault.code],
  code: fault.code,
  requestId,
  ...(Object.keys(fault.values).length > 0 ? { values: { ...fault.values } } : {}),
  ...(fault.fields.length > 0 ? { fields: fault.fields.map((field) => ({ ...field })) } : {}),
});

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose session came with it, for the log. */
    personId: string | null;
  }
}

/** Refusals of which the operator wants to know: somebody tried what the pages never offer. */
const TOLD = new Set<FaultCode>(['right.missing', 'origin.refused', 'host.unknown']);

/** Who, what and from where, in words of ours: the route as written here, never the address as it was sent (C88). */
const about = (request: FastifyRequest) => ({
  requestCode: request.id,
  method: request.method,
  route: request.routeOptions.url,
  address: request.ip,
  personId: request.personId,
});

/** The one error handler. */
export const problemHandler = (log: Log) => (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const fault = toFault(error);
  const { socket } = request.raw;
  if (codeOf(error) === 'ECONNRESET' && socket.destroyed) log.info(about(request), 'the caller left');
  else if (!fault || FAULTS[fault.code] >= 500) log.error({ err: error, ...about(request) }, 'request failed');
  else if (TOLD.has(fault.code)) log.warn({ code: fault.code, ...about(request) }, 'refused');
  return sendProblem(reply, fault ?? new Fault('server.error'), request.id);
};

/**
 * An address that cannot be read or is too long: Fastify answers it before any hook has run, and would say the address
 * back. The policies of a page that nobody will see are the strictest there are.
 */
export const refuseAddress = (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  reply.headers({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'x-request-id': request.id,
  });
  sendProblem(reply, new Fault('not-found'), request.id);
};

export function sendProblem(reply: FastifyReply, fault: Fault, requestId: string) {
  if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
  // A download that failed before its first byte.
  reply.removeHeader('content-disposition');
  return reply
    .code(FAULTS[fault.code])
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(toProblem(fault, requestId));
}
