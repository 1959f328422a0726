/** Why a copy elsewhere was not made, not found or not brought back; each reason has its own sentence. */
import { type MessageKey, translator } from '#locales/catalogues.ts';
import { OperatorError } from '#server/shared/operator-error.ts';

export const COPY_TROUBLES = [
  'host-key',
  'sign-in',
  'private-key',
  'name',
  'silent',
  'certificate',
  'no-folder',
  'no-bucket',
  'no-permission',
  'no-room',
  'region',
  'clock',
  'not-there',
  'altered',
  'cancelled',
  'other',
] as const;
export type CopyTrouble = (typeof COPY_TROUBLES)[number];

/** Under the name of the archive there is nothing elsewhere, or what was whole before. */
export class CopyFailed extends OperatorError {
  readonly reason: CopyTrouble;
  /** Of its sentence. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Perhaps well in a moment. */
  readonly passing: boolean;
  constructor(reason: CopyTrouble, values: Record<string, string | number>) {
    const key: MessageKey = `archives.copy.${reason}`;
    super(translator('es-MX')(key, values), translator('en')(key, values));
    this.name = 'CopyFailed';
    this.reason = reason;
    this.values = values;
    this.passing = reason === 'silent' || reason === 'name';
  }
}

export const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

export const codeOf = (error: unknown): string | number | null =>
  error instanceof Error && 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
    ? error.code
    : null;

const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'ECONNABORTED'],
  ...['ERR_STREAM_PREMATURE_CLOSE', 'ESILENT'],
]);

/** What the network says of itself, whichever way copies go; null of anything else. */
export function networkTrouble(error: unknown): CopyTrouble | null {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name';
  return typeof code === 'string' && AWAY.has(code) ? 'silent' : null;
}
