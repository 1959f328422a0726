/**
 * "Reportar un error de la Mesa", beside every page and outside of all of them: it must be there when a page breaks. Its part
 * and its words come while nothing else is to be done, so that it opens without the server, too.
 */
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { rememberStray } from '#web/shared/remembered.ts';
import { askedToReport, onReporting, reportingOver } from '#web/shared/reporting.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { router } from './router.tsx';

type Props = { page: string; shown: string | null; onClose: () => void };

const load = () =>
  Promise.all([import('#web/features/upkeep/report-dialog.tsx'), loadSections('reporting')]).then(
    ([{ ReportDialog }]) => ReportDialog as ComponentType<Props>,
  );

const IDLE_MS = 4_000;

/** The address with names in place of what it is about: "/solicitudes/$ref". */
const pattern = (): string => router.state.matches.at(-1)?.fullPath ?? '/';

export function ErrorReporting() {
  const t = useT();
  const toast = useToast();
  const asked = useSyncExternalStore(onReporting, askedToReport);
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);
  const wanted = asked !== null;
  useEffect(rememberStray, []);
  useEffect(() => {
    if (Part !== null) return;
    const bring = () =>
      load().then(
        (part) => setPart(() => part),
        () => {
          if (askedToReport() === null) return;
          reportingOver();
          toast(t('common.unreachable'), 'problem');
        },
      );
    const timer = setTimeout(bring, wanted ? 0 : IDLE_MS);
    return () => clearTimeout(timer);
  }, [Part, wanted, t, toast]);
  if (asked === null || Part === null) return null;
  return <Part page={pattern()} shown={asked.shown} onClose={reportingOver} />;
}
