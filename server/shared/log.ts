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

export function openLog(settings: Pick<Settings, 'logLevel'>): Log {
  return pino({
    level: settings.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: '[…]' },
  });
}

/** What a person types ends in a log only as one bounded line. */
export const forLog = (value: unknown): string =>
  String(value)
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, 200);
