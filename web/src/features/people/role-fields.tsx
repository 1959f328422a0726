/** Roles and teams of a person, as boxes to tick. */
import { DESK_ROLES, ROLES, type Role } from '#contract/permissions.ts';
import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { useTeams } from './queries.ts';

export type Granted = { roles: readonly Role[]; teamIds: readonly string[] };
type Props = {
  value: Granted;
  onChange: (next: Granted) => void;
  error: string | undefined;
  /** Of the group of roles, for the summary of errors. */
  id: string;
};

const toggled = <Item,>(list: readonly Item[], item: Item, on: boolean): Item[] =>
  on ? [...list, item] : list.filter((one) => one !== item);

/** Only who attends is in a team. */
function TeamFields({ value, onChange }: Pick<Props, 'value' | 'onChange'>) {
  const t = useT();
  const locale = useLocale();
  const teams = useTeams();
  return (
    <fieldset className="adm-form__group">
      <legend>{t('setup.invite.teams')}</legend>
      <div className="adm-checks">
        {byName(teams ?? [], locale).map((team) => (
          <Checkbox
            key={team.id}
            label={local(team.name, locale)}
            checked={value.teamIds.includes(team.id)}
            onChange={(event) =>
              onChange({ ...value, teamIds: toggled(value.teamIds, team.id, event.currentTarget.checked) })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

export function RoleFields({ value, onChange, error, id }: Props) {
  const t = useT();
  return (
    <>
      <fieldset
        className="adm-form__group"
        id={id}
        tabIndex={-1}
        aria-describedby={error === undefined ? undefined : `${id}-e`}
      >
        <legend>{t('setup.invite.roles')}</legend>
        {error === undefined ? null : (
          <p className="field-error" id={`${id}-e`}>
            {error}
          </p>
        )}
        <div className="adm-checks">
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={t(`common.role.${role}`)}
              hint={t(`setup.role-hint.${role}`)}
              checked={value.roles.includes(role)}
              onChange={(event) =>
                onChange({ ...value, roles: toggled(value.roles, role, event.currentTarget.checked) })
              }
            />
          ))}
        </div>
      </fieldset>
      {value.roles.some((role) => DESK_ROLES.includes(role)) ? <TeamFields value={value} onChange={onChange} /> : null}
    </>
  );
}
