/** Structured logs: one JSON object a line, no bodies, no secrets (S26). */
import { pino } from 'pino';
import type { Settings } from './settings.ts';

export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  debug(fields: object, message: string): void;
};

const SECRET_FIELDS = ['password', 'current', 'token', 'authorization', 'cookie', 'smtpUrl', 'url', 'secret'];

/** Of an error only what says where it broke; a database error also carries the values of the row, in fields we leave out. */
const KEPT = ['code', 'constraint', 'table', 'column', 'syscall', 'errno'] as const;
/** Class 22, data exceptions: PostgreSQL quotes the value in the very message. */
const quotesValue = (error: Error): boolean => 'severity' in error && 'code' in error && /^22/.test(String(error.code));

const withoutValues = (text: string): string => text.replace(/"[\s\S]*"/, '"…"');

/** An error as it may stand in a log: no values of rows, no bodies (S26). */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: forLog(error) };
  const fields = KEPT.flatMap((name) => (name in error ? [[name, Reflect.get(error, name)] as const] : []));
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    message: quotesValue(error) ? withoutValues(error.message) : error.message,
    stack: frames.join('\n'),
    ...Object.fromEntries(fields),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}

export function openLog(settings: Pick<Settings, 'logLevel'>): Log {
  const output = pino.destination(1);
  // A full disk or a reader who has gone: the desk goes on without a log.
  output.on('error', () => {
    // At the end it would try to write the rest for ever.
    output.flushSync = () => undefined;
  });
  const redact = { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: '[…]' };
  const timestamp = pino.stdTimeFunctions.isoTime;
  return pino({ level: settings.logLevel, base: null, timestamp, serializers: { err: errorForLog }, redact }, output);
}

/** What a person types ends in a log only as one bounded line. */
export const forLog = (value: unknown): string =>
  String(value)
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, 200);
