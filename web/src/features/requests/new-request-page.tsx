/** Nueva solicitud: what is needed, where, for which area; nothing typed is ever lost. */
import '#web/styles/requests.css';
import '#web/styles/requests-urgency.css';
import '#web/styles/requests-new.css';
import { useRef } from 'react';
import { FocusShell } from '#web/app/shell/focus-shell.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { readLocalDraft, startingPoint } from './draft.ts';
import { NewRequestForm } from './new-request-form.tsx';
import { useDrafts } from './queries.ts';

export function NewRequestPage() {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  const { person } = useSession();
  const drafts = useDrafts();
  // Decided once: what arrives after the first key was pressed must not replace what is being typed.
  const start = useRef<ReturnType<typeof startingPoint> | null>(null);
  const settled = !drafts.isPending;
  if (start.current === null && settled) start.current = startingPoint(readLocalDraft(person.id), drafts.data ?? null);

  if (start.current === null) {
    return (
      <FocusShell productName={productName} governmentName={governmentName} closeTo="/solicitudes">
        <div className="rq-new">
          <h1>{t('requests.new.title')}</h1>
          <Skeleton lines={6} />
        </div>
      </FocusShell>
    );
  }
  return <NewRequestForm personId={person.id} start={start.current.draft} found={start.current.found} />;
}
