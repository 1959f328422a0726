/** A refusal, one of the closed list; anything else thrown is an accident and answers 500. */
import type { FaultCode } from '#contract/faults.ts';

export type FieldFault = { path: string; message: string; limit?: number };

export class Fault extends Error {
  readonly code: FaultCode;
  readonly values: Readonly<Record<string, string | number>>;
  readonly fields: readonly FieldFault[];
  /** Seconds after which it makes sense to try again. */
  readonly retryAfter: number | undefined;

  constructor(
    code: FaultCode,
    values: Readonly<Record<string, string | number>> = {},
    more: { fields?: readonly FieldFault[]; retryAfter?: number } = {},
  ) {
    super(code);
    this.name = 'Fault';
    this.code = code;
    this.values = values;
    this.fields = more.fields ?? [];
    this.retryAfter = more.retryAfter;
  }
}
