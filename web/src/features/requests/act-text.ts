/** What to say of an act that was refused. */
import { Refused } from '#web/shared/client.ts';
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import type { Translate } from '#web/shared/i18n.ts';

/** As `faultText`, save that nobody is told to reload: `useAct` already shows the request as the others left it. */
export function actText(t: Translate, error: unknown): string {
  if (error instanceof Refused && error.problem.code === 'version.stale')
    return t('requests.act.stale', { first: whoWasFirst(t, error) });
  return faultText(t, error);
}
