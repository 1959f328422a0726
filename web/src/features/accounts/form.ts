/** What the forms of the doors share. */
import { Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import type { Translate } from '#web/shared/i18n.ts';

export type FieldErrors = Record<string, string>;

/** For the summary: where each field stands on the page. */
export const listed = (errors: FieldErrors, prefix: string): { id: string; message: string }[] =>
  Object.entries(errors).map(([path, message]) => ({ id: `${prefix}-${path}`, message }));

export const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));

const OF_THE_NEW_ONE = ['password.short', 'password.weak', 'password.known', 'password.context', 'password.reused'];

/** What the server refuses of a password or an address stands at its field, not above the form. */
export function passwordErrors(t: Translate, error: unknown): FieldErrors {
  const fields = fieldErrors(t, error);
  if (!(error instanceof Refused)) return fields;
  const { code } = error.problem;
  if (OF_THE_NEW_ONE.includes(code)) return { password: faultText(t, error), ...fields };
  if (code === 'registration.domain') return { email: faultText(t, error), ...fields };
  if (code === 'password.current-wrong') return { current: faultText(t, error), ...fields };
  return fields;
}
