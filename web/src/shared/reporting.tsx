/** The way to "Reportar un error de la Mesa" from any page; `app/error-reporting.tsx` opens what it asks for. */
import { useT } from './i18n.ts';
import { Button } from './ui/button.tsx';
import { IconBug } from './ui/icons.tsx';

/** `shown`: the identifier that stood on the page with its error. */
export type Asked = { readonly shown: string | null };

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function set(next: Asked | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

export const askToReport = (shown: string | null = null): void => set({ shown });
export const reportingOver = (): void => set(null);
export const askedToReport = (): Asked | null => asked;
export const onReporting = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function ReportButton({ shown = null }: { shown?: string | null }) {
  const t = useT();
  return (
    <Button kind="quiet" small icon={<IconBug />} onClick={() => askToReport(shown)}>
      {t('common.report.open')}
    </Button>
  );
}
