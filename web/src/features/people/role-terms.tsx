/** Until when each role is given; nothing written: until somebody takes it. The role everybody has ends with the account. */
import type { PersonView } from '#contract/people.ts';
import { ROLES, type Role } from '#contract/permissions.ts';
import type { RoleTerm } from '#contract/role-grants.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';

/** Last day by role as the boxes hold it; empty: none. */
export type Terms = Partial<Record<Role, string>>;

export const termsOf = (person: PersonView): Terms =>
  Object.fromEntries(person.terms.map(({ role, until }) => [role, until]));

/** Of each role given, its last day or that it has none. */
export const termsSaid = (roles: readonly Role[], terms: Terms): RoleTerm[] =>
  ROLES.filter((role) => role !== 'requester' && roles.includes(role)).map((role) => ({
    role,
    until: terms[role] || null,
  }));

type Props = {
  roles: readonly Role[];
  terms: Terms;
  onChange: (next: Terms) => void;
  faults: Record<string, string>;
};

export function RoleTerms({ roles, terms, onChange, faults }: Props) {
  const t = useT();
  const said = termsSaid(roles, terms);
  if (said.length === 0) return null;
  return (
    <fieldset className="adm-form__group">
      <legend>{t('roles.terms')}</legend>
      <p className="hint">{t('roles.term-hint')}</p>
      <div className="adm-grid">
        {said.map(({ role }, index) => (
          <Field
            key={role}
            label={t('roles.term', { role: t(`common.role.${role}`) })}
            optional
            error={faults[`terms.${index}.until`] ?? null}
          >
            {(wired) => (
              <TextInput
                {...wired}
                type="date"
                value={terms[role] ?? ''}
                onChange={(event) => onChange({ ...terms, [role]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
