/** The passkey alone, at the door: one press, and the browser shows those it has for this desk. */
import { useNavigate } from '@tanstack/react-router';
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconKey } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { passkeyText } from './no-passkey.ts';
import { useEnterByPasskey } from './passkey-queries.ts';

export function PasskeyEntrance({ to, disabled }: { to: string; disabled: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const send = useEnterByPasskey();
  const isRefused = send.error instanceof Refused && send.error.problem.code === 'passkey.refused';
  const enter = () => send.mutate(undefined, { onSuccess: () => void navigate({ to }) });
  return (
    <>
      {send.error ? (
        <Notice kind="problem" role="alert">
          {isRefused ? t('entrances.passkey-refused') : passkeyText(t, send.error)}
        </Notice>
      ) : null}
      <Button wide icon={<IconKey />} busy={send.isPending} disabled={disabled} onClick={enter}>
        {t('entrances.passkey')}
      </Button>
    </>
  );
}
