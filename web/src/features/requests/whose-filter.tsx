/** Of the list of a delegate: all, their own, or those of whom they represent. */
import { useId } from 'react';
import { useOwnDelegations } from '#web/shared/delegations/queries.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Select } from '#web/shared/ui/field.tsx';
import type { Whose } from './list-filters.tsx';

type Props = { value: Whose | undefined; onChange: (whose: Whose | undefined) => void };

export function WhoseFilter({ value, onChange }: Props) {
  const t = useT();
  const id = useId();
  const { person } = useSession();
  const { data } = useOwnDelegations();
  const principals = data?.items.filter(({ delegate }) => delegate.id === person.id) ?? [];
  // Whoever came by an address of before their delegation ended finds the way back to all.
  if (principals.length === 0 && value === undefined) return null;
  const theirs = { count: principals.length, name: principals[0]?.principal.name ?? '' };
  return (
    <div className="rq-filters__select">
      <label className="visually-hidden" htmlFor={id}>
        {t('delegations.list')}
      </label>
      <Select
        id={id}
        value={value ?? ''}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : (currentTarget.value as Whose))
        }
      >
        <option value="">{t('delegations.list-all')}</option>
        <option value="own">{t('delegations.list-own')}</option>
        <option value="theirs">{t('delegations.list-theirs', theirs)}</option>
      </Select>
    </div>
  );
}
