/** Sealed acts and dossier in a window, where the desk has a request open. */
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { OfficialRecord } from './official-record.tsx';

export function OfficialDialog({ view, onClose }: { view: RequestView; onClose: () => void }) {
  const t = useT();
  const { roles } = useSession();
  return (
    <Dialog open wide onClose={onClose} title={t('documents.official.title')} intro={`${view.folio} · ${view.subject}`}>
      <OfficialRecord reference={view.id} certifies={!roles.includes('auditor')} bare />
    </Dialog>
  );
}
