/** To whom a service is offered: everybody, or people of some agencies and of some levels of position. */
import { useState } from 'react';
import { POSITION_LEVELS, type ServiceContent } from '#contract/catalogue-admin.ts';
import { finds } from '#web/shared/forms/search-words.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';
import { useAgencies } from './queries.ts';
import type { ContentProps } from './service-fields.tsx';

type Audience = ServiceContent['audience'];

function Agencies({ audience, onChange }: { audience: Audience; onChange: (audience: Audience) => void }) {
  const t = useT();
  const locale = useLocale();
  const agencies = useAgencies();
  const [typed, type] = useState('');
  const ids: readonly string[] = audience.agencyIds;
  const chosen = agencies.filter(({ id }) => ids.includes(id));
  const found = agencies
    .filter(({ id, acronym, name }) => !ids.includes(id) && finds(typed, `${acronym} ${name.es} ${name.en}`))
    .slice(0, 30);
  const drop = (id: string) => {
    onChange({ ...audience, agencyIds: audience.agencyIds.filter((one) => one !== id) });
    document.getElementById('svc-agencies')?.focus();
  };
  return (
    <Field id="svc-agencies" label={t('builder.audience.agencies')} hint={t('builder.audience.agencies-hint')} optional>
      {(wired) => (
        <>
          {chosen.length > 0 ? (
            <ul className="cat-chosen">
              {chosen.map(({ id, acronym, name }) => (
                <li key={id} className="chip">
                  <span title={local(name, locale)}>{acronym}</span>
                  <button
                    type="button"
                    aria-label={t('builder.audience.drop', { name: local(name, locale) })}
                    onClick={() => drop(id)}
                  >
                    <IconX />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <ComboBox
            {...wired}
            text={typed}
            onText={type}
            choices={found.map(({ id, acronym, name }) => ({ value: id, label: local(name, locale), note: acronym }))}
            onChoose={({ value }) => {
              const agency = agencies.find(({ id }) => id === value);
              if (agency) onChange({ ...audience, agencyIds: [...audience.agencyIds, agency.id] });
              type('');
            }}
            onLeave={() => type('')}
            status={t('requests.form.found', { count: found.length })}
          />
        </>
      )}
    </Field>
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
