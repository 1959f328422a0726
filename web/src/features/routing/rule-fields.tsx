/** What a rule asks for and where it sends, in the order of its sentence. */
import type { RuleView } from '#contract/routing.ts';
import { MATCHES } from '#contract/routing.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { ChooseMany } from '#web/shared/ui/choose-many.tsx';
import { Checkbox, Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import type { Content, World } from './queries.ts';

type Props = {
  value: Content;
  onChange: (next: Content) => void;
  faults: Readonly<Record<string, string>>;
  world: World;
  /** As it was kept: names of what is no longer on offer. */
  rule: RuleView | null;
};

const MATCH_WORDS: Record<Content['match'], MessageKey> = { all: 'rules.match.all', any: 'rules.match.any' };

const withNames = (things: readonly { id: string; name: { es: string; en: string } }[]) =>
  new Map<string, { es: string; en: string }>(things.map(({ id, name }) => [id, name]));

export function RuleFields({ value, onChange, faults, world, rule }: Props) {
  const t = useT();
  const put = (part: Partial<Content>) => onChange({ ...value, ...part });
  return (
    <>
      <Field id="rule-name" label={t('rules.field.name')} hint={t('rules.field.name-hint')} error={faults.name ?? null}>
        {(wired) => (
          <TextInput
            {...wired}
            data-first
            maxLength={80}
            autoComplete="off"
            value={value.name}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Conditions value={value} put={put} faults={faults} world={world} rule={rule} />
      <RadioRow
        legend={t('rules.field.match')}
        value={value.match}
        onChange={(match) => put({ match: match as Content['match'] })}
        options={MATCHES.map((match) => ({ value: match, label: t(MATCH_WORDS[match]) }))}
      />
      <Destination value={value} put={put} faults={faults} world={world} />
    </>
  );
}

type PartProps = Omit<Props, 'onChange' | 'rule'> & { put: (part: Partial<Content>) => void };

function Conditions({ value, put, faults, world, rule }: PartProps & Pick<Props, 'rule'>) {
  const t = useT();
  const locale = useLocale();
  const kept = withNames([...(rule?.services ?? []), ...(rule?.agencies ?? [])]);
  const gone = (id: string) => {
    const name = kept.get(id);
    return name === undefined ? id : local(name, locale);
  };
  const services = world.areas.flatMap((area) =>
    area.services.map((service) => ({ value: service.id, label: local(service.name, locale), note: area.code })),
  );
  const agencies = world.agencies.map(({ id, name, acronym }) => ({
    value: id,
    label: local(name, locale),
    note: acronym,
  }));
  // An area no longer offered can only be taken out.
  const areas = [
    ...world.areas,
    ...(rule?.areas ?? []).filter(({ id }) => !world.areas.some((area) => area.id === id)),
  ];
  return (
    <FieldGroup legend={t('rules.field.conditions')} hint={t('rules.field.conditions-hint')}>
      <div className="rule-conditions">
        <ChooseMany
          id="rule-services"
          label={t('rules.field.services')}
          optional
          error={faults.serviceIds ?? null}
          options={services}
          chosen={value.serviceIds}
          gone={gone}
          onChange={(serviceIds) => put({ serviceIds })}
        />
        <ChooseMany
          id="rule-agencies"
          label={t('rules.field.agencies')}
          optional
          error={faults.agencyIds ?? null}
          options={agencies}
          chosen={value.agencyIds}
          gone={gone}
          onChange={(agencyIds) => put({ agencyIds })}
        />
        <FieldGroup legend={t('rules.field.areas')} optional error={faults.areaIds ?? null}>
          <div className="form-choices">
            {areas.map(({ id, name }) => (
              <label key={id} className="check">
                <input
                  type="checkbox"
                  checked={value.areaIds.includes(id)}
                  onChange={(event) =>
                    put({
                      areaIds: event.currentTarget.checked
                        ? [...value.areaIds, id]
                        : value.areaIds.filter((each) => each !== id),
                    })
                  }
                />
                <span>{local(name, locale)}</span>
              </label>
            ))}
          </div>
        </FieldGroup>
        <Field
          id="rule-building"
          label={t('rules.field.building')}
          hint={t('rules.field.building-hint')}
          error={faults.building ?? null}
          optional
        >
          {(wired) => (
            <TextInput
              {...wired}
              maxLength={80}
              autoComplete="off"
              value={value.building}
              onChange={(event) => put({ building: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </FieldGroup>
  );
}

function Destination({ value, put, faults, world }: PartProps) {
  const t = useT();
  const locale = useLocale();
  const known = world.teams.some((team) => team.id === value.teamId);
  return (
    <>
      <Field id="rule-team" label={t('rules.field.team')} error={faults.teamId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={known ? value.teamId : ''}
            onChange={(event) => put({ teamId: event.currentTarget.value })}
          >
            {known ? null : <option value="">{t('rules.field.team-choose')}</option>}
            {world.teams.map((team) => (
              <option key={team.id} value={team.id}>
                {local(team.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Checkbox
        label={t('rules.field.by-load')}
        hint={t('rules.field.by-load-hint')}
        checked={value.byLoad}
        onChange={(event) => put({ byLoad: event.currentTarget.checked })}
      />
    </>
  );
}
