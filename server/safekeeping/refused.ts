/** Why an archive is not made and why one is not restored; each reason has its own sentence. */
import { type MessageKey, translator } from '#locales/catalogues.ts';
import { OperatorError } from '#server/shared/operator-error.ts';

export const REFUSALS = [
  'not-an-archive',
  'wrong-key',
  'altered',
  'truncated',
  'hostile-path',
  'out-of-order',
  'counts-differ',
  'newer-program',
  'not-empty',
  'files-not-empty',
  'broken-chain',
  'unknown-format',
  'no-keys',
  'wrong-passphrase',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Nothing was touched. */
export class ArchiveRefused extends OperatorError {
  readonly reason: Refusal;
  override readonly said;
  constructor(reason: Refusal, values: Record<string, string | number> = {}) {
    const key: MessageKey = `archives.${reason}`;
    super(translator('es-MX')(key, values), translator('en')(key, values));
    this.name = 'ArchiveRefused';
    this.reason = reason;
    this.said = { key, values };
  }
}

export const UNPROVEN = [
  'no-room',
  'full',
  'file',
  'schema',
  'sign-in',
  'page',
  'attachment',
  'cancelled',
  'ended',
] as const;
export type Unproven = (typeof UNPROVEN)[number];

/** The archive may be whole: no desk came out of it in the trial. Nothing of the trial is left. */
export class ProofFailed extends OperatorError {
  readonly reason: Unproven;
  override readonly said;
  constructor(reason: Unproven, values: Record<string, string | number> = {}) {
    const key: MessageKey = `archives.proof.${reason}`;
    super(translator('es-MX')(key, values), translator('en')(key, values));
    this.name = 'ProofFailed';
    this.reason = reason;
    this.said = { key, values };
  }
}

export const FAILURES = [
  'no-key',
  'has-key',
  'running',
  'file-missing',
  'file-altered',
  'cancelled',
  'no-place',
  'unexpected',
] as const;
export type Failure = (typeof FAILURES)[number];

/** No archive was made, and nothing of one is left. */
export class BackupFailed extends OperatorError {
  readonly reason: Failure;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(reason: Failure, values: Record<string, string | number> = {}) {
    const key: MessageKey = `archives.backup.${reason}`;
    super(translator('es-MX')(key, values), translator('en')(key, values));
    this.name = 'BackupFailed';
    this.reason = reason;
    this.values = values;
  }
}
