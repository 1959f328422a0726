/** Who comes in by a directory: whoever is new, whoever is linked, and what their groups give. */
import { AGENCY_KINDS } from '#contract/agencies.ts';
import { NEWCOMERS } from '#contract/directories.ts';
import { ROLES, type Role } from '#contract/permissions.ts';
import { byName } from '#web/shared/by-name.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Checkbox, Field, RadioCards, Select, TextInput } from '#web/shared/ui/field.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { IconPlus, IconX } from '#web/shared/ui/icons.tsx';
import { boxId, type Part } from './boxes.tsx';
import { useOrganisation } from './queries.ts';

type Newcomers = (typeof NEWCOMERS)[number];
const NEWCOMER_WORDS: Record<Newcomers, { label: MessageKey; hint: MessageKey }> = {
  no: { label: 'directories.newcomers.no', hint: 'directories.newcomers.no-hint' },
  awaiting_approval: { label: 'directories.newcomers.awaiting', hint: 'directories.newcomers.awaiting-hint' },
  active: { label: 'directories.newcomers.active', hint: 'directories.newcomers.active-hint' },
};

export function NewcomerFields({ draft, change, wrong }: Part) {
  const t = useT();
  return (
    <>
      <RadioCards
        legend={t('directories.newcomers')}
        name="newcomers"
        id={boxId('newcomers')}
        value={draft.newcomers}
        onChange={(value) => change({ newcomers: NEWCOMERS.find((each) => each === value) ?? 'no' })}
        options={NEWCOMERS.map((value) => ({
          value,
          label: t(NEWCOMER_WORDS[value].label),
          hint: t(NEWCOMER_WORDS[value].hint),
        }))}
        error={wrong.newcomers ?? null}
      />
      {draft.newcomers === 'no' ? null : <PlaceFields {...{ draft, change, wrong }} />}
    </>
  );
}

function PlaceFields({ draft, change, wrong }: Part) {
  const t = useT();
  const locale = useLocale();
  const organisation = useOrganisation();
  const agencies = organisation.data?.agencies ?? [];
  return (
    <div className="adm-grid">
      <LoadTrouble of={organisation} />
      <Field
        id={boxId('newcomerAgencyId')}
        label={t('directories.newcomer-agency')}
        error={wrong.newcomerAgencyId ?? null}
      >
        {(wired) => (
          <Select
            {...wired}
            value={draft.newcomerAgencyId}
            onChange={(event) => change({ newcomerAgencyId: event.currentTarget.value })}
          >
            <option value="">{t('auth.choose')}</option>
            {AGENCY_KINDS.map((kind) => (
              <optgroup key={kind} label={t(`auth.agency-kind.${kind}`)}>
                {byName(
                  agencies.filter((agency) => agency.kind === kind),
                  locale,
                ).map((agency) => (
                  <option key={agency.id} value={agency.id}>
                    {local(agency.name, locale)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id={boxId('newcomerPositionId')}
        label={t('directories.newcomer-position')}
        error={wrong.newcomerPositionId ?? null}
      >
        {(wired) => (
          <Select
            {...wired}
            value={draft.newcomerPositionId}
            onChange={(event) => change({ newcomerPositionId: event.currentTarget.value })}
          >
            <option value="">{t('auth.choose')}</option>
            {organisation.data?.positions.map((position) => (
              <option key={position.id} value={position.id}>
                {local(position.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

export function KeepsPasswordField({ draft, change }: Part) {
  const t = useT();
  return (
    <Checkbox
      id={boxId('keepsPassword')}
      label={t('directories.keeps-password')}
      hint={t('directories.keeps-password-hint')}
      checked={draft.keepsPassword}
      onChange={(event) => change({ keepsPassword: event.currentTarget.checked })}
    />
  );
}

export function GroupFields({ draft: { groupRoles }, change, wrong }: Part) {
  const t = useT();
  const put = (at: number, next: Partial<{ group: string; role: Role }>) =>
    change({ groupRoles: groupRoles.map((each, index) => (index === at ? { ...each, ...next } : each)) });
  return (
    <fieldset className="adm-form__group" id={boxId('groupRoles')} tabIndex={-1}>
      <legend className="h2">{t('directories.groups')}</legend>
      <p className="small sub">{t('directories.groups-about')}</p>
      {wrong.groupRoles ? <FieldError id={`${boxId('groupRoles')}-error`}>{wrong.groupRoles}</FieldError> : null}
      {groupRoles.map(({ group, role }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
        <div key={at} className="dir-row">
          <TextInput
            aria-label={t('directories.groups.name', { number: at + 1 })}
            placeholder={t('directories.groups.placeholder')}
            autoComplete="off"
            spellCheck={false}
            maxLength={300}
            value={group}
            onChange={(event) => put(at, { group: event.currentTarget.value })}
          />
          <Select
            aria-label={t('directories.groups.role', { number: at + 1 })}
            value={role}
            onChange={(event) => put(at, { role: ROLES.find((each) => each === event.currentTarget.value) ?? role })}
          >
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {t(`common.role.${each}`)}
              </option>
            ))}
          </Select>
          <Button
            kind="quiet"
            icon={<IconX />}
            aria-label={t('directories.groups.remove', { number: at + 1 })}
            onClick={() => change({ groupRoles: groupRoles.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <div>
        <Button
          small
          icon={<IconPlus />}
          onClick={() => change({ groupRoles: [...groupRoles, { group: '', role: 'requester' }] })}
        >
          {t('directories.groups.add')}
        </Button>
      </div>
    </fieldset>
  );
}
