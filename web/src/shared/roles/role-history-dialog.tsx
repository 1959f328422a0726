/** The same in a window of its own, with the way to the person's page for who may open it. */
import { Link } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { RoleHistory, useRoleHistory } from './role-history.tsx';

export function RoleHistoryDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useT();
  const { can } = useSession();
  const name = useRoleHistory(personId).data?.name;
  return (
    <Dialog
      open
      onClose={onClose}
      title={name === undefined ? t('roles.history') : t('roles.history-of', { name })}
      footer={
        <>
          {can.administer ? (
            <Link to="/administracion/personas/$id" params={{ id: personId }}>
              {t('roles.to-person')}
            </Link>
          ) : null}
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <RoleHistory personId={personId} />
    </Dialog>
  );
}
