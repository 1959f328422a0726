/** In the demonstration alone: one button per role. */
import type { InstitutionView } from '#contract/institution.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useDemoEntry } from './demo-entry.ts';

type Accounts = NonNullable<InstitutionView['demo']>['accounts'];

export function DemoEntrances({ accounts, onDone }: { accounts: Accounts; onDone: () => void }) {
  const t = useT();
  const send = useDemoEntry();
  return (
    <section className="gate__demo" aria-labelledby="demo-title">
      <h2 className="h4" id="demo-title">
        {t('auth.demo.title')}
      </h2>
      {send.error ? <Notice kind="problem">{faultText(t, send.error)}</Notice> : null}
      <ul className="gate__roles">
        {accounts.map(({ role, name, email, password, totpSecret }) => (
          <li key={email}>
            <Button
              small
              disabled={send.isPending}
              onClick={() => send.mutate({ email, password, totpSecret }, { onSuccess: onDone })}
              title={name}
            >
              {t('auth.demo.enter', { role: t(`common.role.${role}`) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
