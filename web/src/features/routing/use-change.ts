/** A change of the rules: looked at, given a reason, saved. What was decided by an older list must be looked at again. */
import { useRef, useState } from 'react';
import { orderRoutingRules, type RuleList } from '#contract/routing.ts';
import { faultsOf } from '#web/shared/check.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { type Change, useLook, useSave } from './queries.ts';

/** Of the list that was on screen when it was looked at. */
export function useChange(version: number) {
  const t = useT();
  const look = useLook();
  const save = useSave();
  const key = useRef(newKey());
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [seen, see] = useState(version);
  const [stale, setStale] = useState(false);
  /** Paths as the boxes are called, whether they stand in a content or not. */
  const onBoxes = (found: Record<string, string>) =>
    Object.fromEntries(Object.entries(found).map(([path, text]) => [path.split('.').at(-1) ?? path, text]));
  const refused = (error: unknown) => setFaults(onBoxes(fieldErrors(t, error)));
  return {
    reason,
    setReason,
    faults,
    setFaults,
    impact: look.data ?? null,
    /** Refused because others changed the rules since. */
    outrun: stale ? save.error : null,
    busy: look.isPending || save.isPending,
    /** What went wrong and stands at no box. */
    trouble: Object.keys(faults).length > 0 ? null : ((stale ? null : save.error) ?? look.error),
    /** Something was changed: what was seen of it is over. */
    again: () => look.reset(),
    lookAt: (change: Change, onSeen?: () => void) => {
      save.reset();
      setFaults({});
      see(version);
      look.mutate(change, { onSuccess: onSeen, onError: refused });
    },
    send: (change: Change, onDone: (list: RuleList) => void): boolean => {
      const found = faultsOf(t, orderRoutingRules.body, { ids: [], reason, version });
      setFaults(found);
      if (Object.keys(found).length > 0) return false;
      save.mutate(
        { change, reason, version: seen, key: key.current },
        {
          onSuccess: onDone,
          onError: (error) => {
            key.current = newKey();
            look.reset();
            setStale(error instanceof Refused && error.problem.code === 'version.stale');
            refused(error);
          },
        },
      );
      return true;
    },
  };
}
