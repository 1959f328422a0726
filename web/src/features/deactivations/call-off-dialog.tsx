/** Taking a deactivation back before its instant. */
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { ReasonDialog } from '#web/shared/reason-dialog.tsx';
import { useCallOff } from './queries.ts';

export function CallOffDialog({ view, onClose }: { view: DeactivationView; onClose: () => void }) {
  const t = useT();
  const act = useCallOff(view.id);
  return (
    <ReasonDialog
      words={{
        title: t('deactivations.call-off.title'),
        intro: t('deactivations.call-off.text', { name: view.person.name }),
        reason: t('deactivations.call-off.reason'),
        do: t('deactivations.call-off.do'),
        leave: t('deactivations.call-off.leave'),
      }}
      act={act}
      onSend={(reason) => act.mutate({ version: view.version, reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
