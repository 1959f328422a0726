/** The boxes of a team, and what is typed in them as the contract has it. */
import type { TeamView } from '#contract/teams.ts';
import { TIERS } from '#contract/teams.ts';
import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import type { Area, Said } from './queries.ts';
import { TIER_WORDS } from './words.ts';

/** As the boxes hold it; empty: no area of its own, nobody named. */
export type Draft = { es: string; en: string; areaId: string; tier: string; leadId: string };

export const draftOf = (team: TeamView | null): Draft => ({
  es: team?.name.es ?? '',
  en: team?.name.en ?? '',
  areaId: team?.areaId ?? '',
  tier: String(team?.tier ?? 2),
  leadId: team?.leadId ?? '',
});

export const saidIn = ({ es, en, areaId, tier }: Draft): Said => ({
  name: { es, en },
  areaId: areaId === '' ? null : areaId,
  tier: TIERS.find((each) => String(each) === tier) ?? 2,
});

type Props = {
  value: Draft;
  onChange: (next: Draft) => void;
  faults: Record<string, string>;
  team: TeamView | null;
  areas: readonly Area[];
};

export function TeamFields({ value, onChange, faults, team, areas }: Props) {
  const t = useT();
  const locale = useLocale();
  const mayLead = team?.members.filter(({ id, roles }) => roles.includes('team_lead') || id === team.leadId) ?? [];
  const take = (name: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...value, [name]: event.currentTarget.value });
  return (
    <>
      <Field label={t('teams.field.name')} error={faults['name.es'] ?? null}>
        {(wired) => <TextInput {...wired} autoComplete="off" value={value.es} onChange={take('es')} />}
      </Field>
      <Field label={t('teams.field.name-en')} hint={t('teams.hint.name-en')} optional error={faults['name.en'] ?? null}>
        {(wired) => <TextInput {...wired} autoComplete="off" value={value.en} onChange={take('en')} />}
      </Field>
      <Field label={t('teams.field.area')} hint={t('teams.hint.area')} error={faults.areaId ?? null}>
        {(wired) => (
          <Select {...wired} value={value.areaId} onChange={take('areaId')}>
            <option value="">{t('teams.every-area')}</option>
            {byName(areas, locale).map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('teams.field.tier')} error={faults.tier ?? null}>
        {(wired) => (
          <Select {...wired} value={value.tier} onChange={take('tier')}>
            {TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {t(TIER_WORDS[tier] ?? 'teams.tier.1')}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {team === null ? (
        <p className="hint">{t('teams.hint.new')}</p>
      ) : (
        <Field label={t('teams.field.lead')} hint={t('teams.hint.lead')} error={faults.leadId ?? null}>
          {(wired) => (
            <Select {...wired} value={value.leadId} onChange={take('leadId')}>
              <option value="">{t('teams.no-lead-text')}</option>
              {mayLead.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}
