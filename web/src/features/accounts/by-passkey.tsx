/** The passkey instead of a code: one press, and the browser asks for the rest. */
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconKey } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { passkeyText } from './no-passkey.ts';

type Send = {
  isPending: boolean;
  error: unknown;
  mutate: (given: undefined, then: { onSuccess: () => void }) => void;
};
type Props = { send: Send; onDone: () => void };

export function ByPasskey({ send, onDone }: Props) {
  const t = useT();
  return (
    <div className="stack">
      {send.error ? (
        <Notice kind="problem" role="alert">
          {passkeyText(t, send.error)}
        </Notice>
      ) : null}
      <div>
        <Button icon={<IconKey />} busy={send.isPending} onClick={() => send.mutate(undefined, { onSuccess: onDone })}>
          {t('auth.passkey.use')}
        </Button>
      </div>
    </div>
  );
}
