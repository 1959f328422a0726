/** On whose account I file, and who files on mine; nothing where nobody does. */
import { DelegationLines } from '#web/shared/delegations/delegation-lines.tsx';
import { useOwnDelegations } from '#web/shared/delegations/queries.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';

export function OwnDelegations() {
  const t = useT();
  const { person } = useSession();
  const items = useOwnDelegations().data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="profile-delegations">
      <h2 id="profile-delegations">{t('delegations.title')}</h2>
      <p className="sub">{t('delegations.own')}</p>
      <DelegationLines items={items} personId={person.id} />
    </section>
  );
}
