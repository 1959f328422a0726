/** What comes in is parsed by the contract; what does not fit is told field by field. */
import * as v from 'valibot';
import { Fault, type FieldFault } from '../fault.ts';

const toField = (issue: v.BaseIssue<unknown>): FieldFault => {
  const path = v.getDotPath(issue) ?? '';
  const unknownKey = issue.type === 'strict_object' && issue.expected === 'never';
  const missing = issue.received === 'undefined';
  const known = issue.message.startsWith('field.') ? issue.message : 'field.invalid';
  const message = unknownKey ? 'field.unknown' : missing ? 'field.required' : known;
  const limit = 'requirement' in issue && typeof issue.requirement === 'number' ? issue.requirement : undefined;
  return limit === undefined ? { path, message } : { path, message, limit };
};

/** The parsed value, or `input.invalid` with every field that does not fit. */
export function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (result.success) return result.output;
  throw new Fault('input.invalid', {}, { fields: result.issues.map(toField) });
}
