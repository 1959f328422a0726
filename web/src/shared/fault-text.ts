/** What to tell a person about an error: one sentence that says what to do, and the sentences of single fields. */
import type { Problem } from '#contract/faults.ts';
import { Refused, Unreachable } from './client.ts';
import { namedInText } from './file-name.ts';
import { formatAgo } from './format.ts';
import type { MessageKey, Translate } from './i18n.ts';

type Values = Record<string, string | number>;

/** Values may be names that strangers chose. */
const named = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? namedInText(value) : value]),
  );

/** What somebody who was first is told about, beside who it was: what to do now. */
const NEXT: Readonly<Record<string, MessageKey>> = {
  'version.stale': 'common.first.look',
  'request.taken': 'common.first.taken',
  'request.transition': 'common.first.impossible',
};

/** "Ana Ruiz la tomó hace 2 min." Empty where the server did not say who it was, or this reader may not know. */
function firstOf(t: Translate, { who, by, at, fact }: Values): string {
  if (typeof by !== 'string' || typeof at !== 'string' || typeof fact !== 'string') return '';
  // The clock of this machine may be behind the server's: nothing was done in the future.
  const now = new Date(Math.max(Date.now(), Date.parse(at)));
  const locale = document.documentElement.lang === 'en' ? 'en' : 'es-MX';
  const when = formatAgo(new Date(at), { now, locale, timeZone: 'UTC' });
  const [stream = '', did = ''] = fact.split('.');
  const key = stream === 'request' ? 'common.first.request' : 'common.first.saved';
  return t(key, { who: who ?? 'person', by: namedInText(by), when, did: did.replaceAll('-', '') });
}

/** Who was first and when, as a sentence; that somebody was, where it is not known who. */
export const whoWasFirst = (t: Translate, error: unknown): string =>
  (error instanceof Refused ? firstOf(t, error.problem.values ?? {}) : '') || t('common.first.somebody');

/** The sentence of a refusal by its code and values, however they came. */
export function refusalText(t: Translate, { code, values = {} }: Pick<Problem, 'code' | 'values'>): string {
  const first = NEXT[code] === undefined ? '' : firstOf(t, values);
  if (first !== '') return `${first} ${t(NEXT[code] as MessageKey)}`;
  return t(`fault.${code}` as MessageKey, named(values));
}

export function faultText(t: Translate, error: unknown): string {
  if (error instanceof Refused) return refusalText(t, error.problem);
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
