/** Checking a form by the contract's own schema, with the contract's own messages, before anything is sent. */
import * as v from 'valibot';
import type { MessageKey, Translate } from '#web/shared/i18n.ts';

export type FieldErrors = Record<string, string>;

/** Field → sentence; empty when everything fits. */
export function check(t: Translate, schema: v.GenericSchema, value: unknown): FieldErrors {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (result.success) return {};
  const errors: FieldErrors = {};
  for (const issue of result.issues) {
    const path = v.getDotPath(issue) ?? '';
    const limit = 'requirement' in issue && typeof issue.requirement === 'number' ? issue.requirement : 0;
    const key = issue.message.startsWith('field.') ? issue.message : 'field.invalid';
    errors[path] ??= t(key as MessageKey, { limit });
  }
  return errors;
}

/** For the summary: where each field stands on the page. */
export const listed = (errors: FieldErrors, prefix: string): { id: string; message: string }[] =>
  Object.entries(errors).map(([path, message]) => ({ id: `${prefix}-${path}`, message }));

export const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
