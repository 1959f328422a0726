/** What the person may no longer do: each role of before, until when and why. What they hold now stands above it. */
import { useT } from '#web/shared/i18n.ts';
import { RoleHistory } from '#web/shared/roles/role-history.tsx';

export function PersonRoleHistory({ personId }: { personId: string }) {
  const t = useT();
  return (
    <section className="card card__body" aria-labelledby="people-past-roles">
      <h2 id="people-past-roles">{t('roles.past')}</h2>
      <RoleHistory personId={personId} ofPast />
    </section>
  );
}
