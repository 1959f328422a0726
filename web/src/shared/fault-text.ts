/** What to tell a person about an error: one sentence that says what to do, and the sentences of single fields. */
import { Refused, Unreachable } from './client.ts';
import type { MessageKey, Translate } from './i18n.ts';

export function faultText(t: Translate, error: unknown): string {
  if (error instanceof Refused) return t(`fault.${error.problem.code}` as MessageKey, error.problem.values ?? {});
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
