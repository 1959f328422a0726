/** The keys alone of the console, for those who work in it (WCAG 2.1.4): kept on this machine, as a keyboard is. */
import { useT } from '#web/shared/i18n.ts';
import { keepSingleKeys, useSingleKeys } from '#web/shared/keys.ts';
import { useSession } from '#web/shared/session.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';

export function OneKeys() {
  const t = useT();
  const on = useSingleKeys();
  const { can } = useSession();
  if (!can.queue && !can.administer) return null;
  return (
    <section className="panel" aria-labelledby="profile-keys">
      <h2 id="profile-keys">{t('auth.keys.title')}</h2>
      <Checkbox
        id="keys-single"
        label={t('auth.keys.single')}
        hint={t('auth.keys.single-hint')}
        checked={on}
        onChange={(event) => keepSingleKeys(event.currentTarget.checked)}
      />
    </section>
  );
}
