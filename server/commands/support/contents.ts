/** Pure: what may leave the house in a support archive. Fields are let through by name; what is not named stays (V78). */
import type { Settings } from '../../shared/settings.ts';

/** A text of somebody else's making, without what could be a person, a key or a way in. */
export const scrubbed = (text: string): string =>
  text
    .replace(/-----BEGIN[\s\S]*?(?:-----END[^\n]*|$)/g, '[key]')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1[…]@')
    .replace(/[^\s@<>"'(\]]+@[^\s@<>"'),;]+/g, '[address]')
    .replace(/\b(pass(?:word|wd)?|contrase\S*|token|secret|key|clave)(["']?\s*[:=]\s*)\S+/gi, '$1$2[…]')
    .replace(/\b[A-Za-z0-9_+/=-]{24,}/g, '[…]');

/** Of an address of another program only where it is. */
function placeOf(address: string | null): string | null {
  if (address === null) return null;
  const { protocol, hostname, port } = new URL(address);
  return `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`;
}

export function settingsForSupport(settings: Settings): object {
  const { port, host, dataDir, publicUrl, trustedProxies, logLevel, terminalLocale, plainHttp, metrics } = settings;
  return {
    ...{ port, host, dataDir, publicUrl, logLevel, terminalLocale, plainHttp, metrics },
    trustedProxies: trustedProxies.length,
    database: placeOf(settings.databaseUrl),
    mail: placeOf(settings.smtpUrl),
    mailFromIsSet: settings.mailFrom !== null,
    scanner: settings.clamdUrl === null ? null : 'set',
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Fields of a line of the log that say what the program did, and nothing of whom. */
const OF_LINE = ['level', 'time', 'msg', 'queue', 'operation', 'requestId', 'status', 'outcome', 'pid'] as const;
const OF_ERROR = ['type', 'code', 'constraint', 'table', 'column', 'syscall'] as const;
/** Every frame of a stack names a file of the program; the words above them are left out. */
const framesOf = (stack: unknown): string =>
  String(stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .map((frame) => frame.trim())
    .join('\n');

const chosen = (from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const value = from[name];
      if (typeof value === 'string') return [[name, scrubbed(value).slice(0, 200)]];
      return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
    }),
  );

function lineForSupport(line: string): string | null {
  try {
    const said: unknown = JSON.parse(line);
    if (!isObject(said)) return null;
    const err = isObject(said.err) ? { err: { ...chosen(said.err, OF_ERROR), stack: framesOf(said.err.stack) } } : {};
    return JSON.stringify({ ...chosen(said, OF_LINE), ...err });
  } catch {
    return null;
  }
}

const LINES = 2_000;

/** The last lines of a log of ours. What is no line of ours is counted and left out: nobody knows what it holds. */
export function logForSupport(text: string): { lines: string[]; leftOut: number } {
  const all = text.split('\n').filter((line) => line.trim() !== '');
  const kept = all.slice(-LINES).flatMap((line) => lineForSupport(line) ?? []);
  return { lines: kept, leftOut: Math.min(all.length, LINES) - kept.length };
}
