/** The sheet of an enrolment: what would be signed now, or what was signed last. */
import { useMemo } from 'react';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useResponsibilities } from './queries.ts';
import { Sheet } from './sheet.tsx';
import { isOpenRow } from './use-writing.ts';

export function SheetOf({ view, paperOnly = false }: { view: EnrolmentView; paperOnly?: boolean }) {
  const responsibilities = useResponsibilities();
  const { rows } = view;
  const printed = useMemo(() => {
    const open = rows.filter(isOpenRow);
    return open.length > 0 ? open : rows;
  }, [rows]);
  return (
    <div className={paperOnly ? 'alta-paper print-only' : 'alta-paper'}>
      <LoadTrouble of={responsibilities} />
      <Sheet
        view={view}
        rows={printed}
        signer={view.signatures.at(-1)?.signerName ?? view.signerName}
        responsibilities={responsibilities.data}
      />
    </div>
  );
}
