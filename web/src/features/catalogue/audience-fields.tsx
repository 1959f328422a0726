/** To whom a service is offered: everybody, or people of some agencies and of some levels of position. */
import { POSITION_LEVELS, type ServiceContent } from '#contract/catalogue-admin.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ChooseMany } from '#web/shared/ui/choose-many.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import { useAgencies } from './queries.ts';
import type { ContentProps } from './service-fields.tsx';

type Audience = ServiceContent['audience'];

function Agencies({ audience, onChange }: { audience: Audience; onChange: (audience: Audience) => void }) {
  const t = useT();
  const locale = useLocale();
  const agencies = useAgencies();
  return (
    <ChooseMany
      id="svc-agencies"
      label={t('builder.audience.agencies')}
      hint={t('builder.audience.agencies-hint')}
      optional
      options={agencies.map(({ id, acronym, name }) => ({
        value: id,
        label: local(name, locale),
        note: acronym,
        short: acronym,
      }))}
      chosen={audience.agencyIds}
      gone={() => t('common.chosen.gone')}
      onChange={(chosen) => onChange({ ...audience, agencyIds: chosen as Audience['agencyIds'] })}
    />
  );
}

export function AudienceFields({ content, onChange }: ContentProps) {
  const t = useT();
  const { audience } = content;
  const change = (next: Audience) => onChange({ audience: next });
  const everybody = audience.agencyIds.length === 0 && audience.positionLevels.length === 0;
  return (
    <FieldGroup
      legend={t('builder.audience')}
      hint={t(everybody ? 'builder.audience.everybody' : 'builder.audience.some')}
    >
      <div className="cat-grid">
        <Agencies audience={audience} onChange={change} />
        <FieldGroup legend={t('builder.audience.levels')} hint={t('builder.audience.levels-hint')} optional>
          <div className="form-choices">
            {POSITION_LEVELS.map((level) => (
              <label key={level} className="check">
                <input
                  type="checkbox"
                  checked={audience.positionLevels.includes(level)}
                  onChange={(event) =>
                    change({
                      ...audience,
                      positionLevels: POSITION_LEVELS.filter((one) =>
                        one === level ? event.currentTarget.checked : audience.positionLevels.includes(one),
                      ),
                    })
                  }
                />
                <span>{t(`builder.position.${level}`)}</span>
              </label>
            ))}
          </div>
        </FieldGroup>
      </div>
    </FieldGroup>
  );
}
