/** Ends the session on the server and clears what this browser keeps of the person (C62, C83). */
import { useMutation } from '@tanstack/react-query';
import { signOut } from '#contract/accounts.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconLogOut } from '#web/shared/ui/icons.tsx';
import { queryClient } from './query-client.ts';

const KEPT_ON_THIS_MACHINE = new Set(['mesa.locale', 'mesa.theme', 'mesa.phone', 'mesa.keys']);

function forgetPerson(): void {
  for (const key of Object.keys(localStorage)) if (!KEPT_ON_THIS_MACHINE.has(key)) localStorage.removeItem(key);
  sessionStorage.clear();
  queryClient.clear();
}

/** A new document on purpose: nothing of the page that was open stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut),
    onSettled: () => {
      forgetPerson();
      location.assign('/entrar');
    },
  });
}

export function SignOutButton() {
  const t = useT();
  const leave = useSignOut();
  return (
    <Button kind="quiet" icon={<IconLogOut />} busy={leave.isPending} onClick={() => leave.mutate()}>
      {t('common.sign-out')}
    </Button>
  );
}
