/** Prints the sheet to be signed by hand, with what the form says so far. */
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconPrinter } from '#web/shared/ui/icons.tsx';

export function PrintBlank({ blank = false }: { blank?: boolean }) {
  const t = useT();
  return (
    <Button kind="quiet" icon={<IconPrinter />} onClick={() => window.print()}>
      {t(blank ? 'deactivations.print-blank' : 'deactivations.print-sheet')}
    </Button>
  );
}
