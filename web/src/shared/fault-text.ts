/** What to tell a person about an error: one sentence that says what to do, and the sentences of single fields. */
import { Refused, Unreachable } from './client.ts';
import { namedInText } from './file-name.ts';
import type { MessageKey, Translate } from './i18n.ts';

/** Values may be names that strangers chose. */
const named = (values: Record<string, string | number>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? namedInText(value) : value]),
  );

export function faultText(t: Translate, error: unknown): string {
  if (error instanceof Refused)
    return t(`fault.${error.problem.code}` as MessageKey, named(error.problem.values ?? {}));
  if (error instanceof Unreachable) return t('common.unreachable');
  return t('fault.server.error');
}

/** Field path → sentence. */
export function fieldErrors(t: Translate, error: unknown): Record<string, string> {
  if (!(error instanceof Refused)) return {};
  return Object.fromEntries(
    (error.problem.fields ?? []).map(({ path, message, limit }) => [
      path,
      t(message as MessageKey, { limit: limit ?? 0 }),
    ]),
  );
}
