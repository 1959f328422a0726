/** In the form of a new request: a box to ask for urgency, and the questions once it is ticked. */
import { lazy, Suspense, useRef } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import type { DraftContent } from './draft.ts';
import { NOTHING_SAID } from './urgency-text.ts';

/** Few ask for urgency: the questions come with the tick. */
const UrgencyFields = lazy(async () => ({ default: (await import('./urgency-fields.tsx')).UrgencyFields }));

type Props = {
  content: DraftContent;
  faults: Record<string, string>;
  onChange: (urgency: DraftContent['urgency']) => void;
};

export function UrgencyStep({ content, faults, onChange }: Props) {
  const t = useT();
  const { ownerUnit } = useInstitution();
  // Unticked by mistake, what was said comes back with the next tick.
  const said = useRef(NOTHING_SAID);
  const { urgency } = content;
  if (urgency !== null) said.current = urgency;
  return (
    <section className="rq-step">
      <Checkbox
        id="rq-urgency"
        label={<strong>{t('requests.urgency.ask')}</strong>}
        hint={t('requests.urgency.who-decides', { owner: ownerUnit })}
        checked={urgency !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? said.current : null)}
      />
      {urgency === null ? null : (
        <Suspense fallback={<Skeleton lines={4} />}>
          <UrgencyFields
            value={urgency}
            faults={faults}
            path="urgency"
            onChange={(patch) => onChange({ ...urgency, ...patch })}
          />
        </Suspense>
      )}
    </section>
  );
}
