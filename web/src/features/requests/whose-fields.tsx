/** For whom the request is: oneself, or somebody on whose account one files. Only delegates are asked. */
import { useEffect } from 'react';
import { useOwnDelegations } from '#web/shared/delegations/queries.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Field, Select } from '#web/shared/ui/field.tsx';

type Props = { value: string | null; error: string | null; onChange: (principalId: string | null) => void };

export function WhoseFields({ value, error, onChange }: Props) {
  const t = useT();
  const locale = useLocale();
  const { person } = useSession();
  const { data } = useOwnDelegations();
  const items = data?.items.filter(({ delegate }) => delegate.id === person.id) ?? [];
  const isGone = data !== undefined && value !== null && items.every(({ principal }) => principal.id !== value);
  // A draft of before that delegation ended is one's own from then on, and says so.
  useEffect(() => {
    if (isGone) onChange(null);
  }, [isGone, onChange]);
  if (items.length === 0) return null;
  const chosen = items.find(({ principal }) => principal.id === value);
  return (
    <section className="rq-step">
      <Field
        id="rq-whose"
        label={t('delegations.whose')}
        hint={chosen ? t('delegations.whose-both', { name: chosen.principal.name }) : t('delegations.whose-hint')}
        error={error}
      >
        {(wired) => (
          <Select {...wired} value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value || null)}>
            <option value="">{t('delegations.whose-mine')}</option>
            {items.map(({ id, principal, agencyName }) => (
              <option key={id} value={principal.id}>
                {t('delegations.whose-of', { name: principal.name, agency: local(agencyName, locale) })}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </section>
  );
}
