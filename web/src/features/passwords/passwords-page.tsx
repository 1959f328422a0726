/** Contraseñas: what the institution asks of them, and its versions. */
import '#web/styles/administration.css';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { PolicyForm } from './policy-form.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { usePolicy } from './queries.ts';

export function PasswordsPage() {
  const t = useT();
  const policy = usePolicy();
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('setup.passwords.title')}</h1>
          <p className="sub">{t('setup.passwords.intro')}</p>
        </div>
        <LinkButton to="/administracion/contrasenas/cumplimiento">{t('setup.passwords.report')}</LinkButton>
      </header>
      <LoadTrouble of={policy} />
      {policy.isPending ? <Skeleton rows={6} /> : null}
      {policy.data ? (
        <>
          <PolicyForm read={policy.data} refresh={async () => (await policy.refetch()).data} />
          <PolicyHistory versions={policy.data.history} />
        </>
      ) : null}
    </div>
  );
}
