/** Names, folio, zone and ways in: the same fields when a desk is set up and when its settings change. */
import { SELF_REGISTRATION } from '#contract/institution.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Checkbox, Field, RadioCards, TextInput } from '#web/shared/ui/field.tsx';
import { ZONES } from '#web/shared/zones.ts';
import type { InstitutionDraft } from './institution-draft.ts';

type Text = Exclude<keyof InstitutionDraft, 'selfRegistration' | 'dutyPhoneShown'>;
type Props = {
  value: InstitutionDraft;
  onChange: (next: InstitutionDraft) => void;
  /** By field, without the path that leads to the institution. */
  errors: Record<string, string>;
  /** Of the ids of the fields, for the summary of errors. */
  prefix: string;
};

const FIELDS: { name: Text; label: MessageKey; hint?: MessageKey; whole?: true; optional?: true }[] = [
  { name: 'governmentName', label: 'setup.institution.government', whole: true },
  { name: 'productName', label: 'setup.institution.product', hint: 'setup.institution.product-hint' },
  { name: 'productYear', label: 'setup.institution.year' },
  { name: 'hostAgencyName', label: 'setup.institution.host', hint: 'setup.institution.host-hint', whole: true },
  { name: 'ownerUnit', label: 'setup.institution.owner', hint: 'setup.institution.owner-hint' },
  { name: 'operatorUnit', label: 'setup.institution.operator', hint: 'setup.institution.operator-hint' },
  { name: 'folioUnit', label: 'setup.institution.folio', hint: 'setup.institution.folio-hint' },
  { name: 'deskPhone', label: 'setup.institution.phone', hint: 'setup.institution.phone-hint', optional: true },
  { name: 'timeZone', label: 'setup.institution.zone', hint: 'setup.institution.zone-hint' },
];

export function InstitutionFields(props: Props) {
  const { value, onChange, errors, prefix } = props;
  const t = useT();
  return (
    <>
      <div className="adm-grid">
        {FIELDS.map((field) => (
          <OneField key={field.name} {...props} {...field} />
        ))}
        <datalist id={`${prefix}-zones`}>
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <RadioCards
        id={`${prefix}-selfRegistration`}
        legend={t('setup.institution.ways')}
        name={`${prefix}-ways`}
        value={value.selfRegistration}
        onChange={(chosen) => {
          const way = SELF_REGISTRATION.find((one) => one === chosen);
          if (way !== undefined) onChange({ ...value, selfRegistration: way });
        }}
        options={SELF_REGISTRATION.map((way) => ({
          value: way,
          label: t(`setup.institution.way.${way}`),
          hint: t(`setup.institution.way-hint.${way}`),
        }))}
        error={errors.selfRegistration ?? null}
      />
      <OneField
        {...props}
        name="mailDomains"
        label="setup.institution.domains"
        hint="setup.institution.domains-hint"
        optional
      />
      <Checkbox
        label={t('setup.institution.duty-phone')}
        hint={t('setup.institution.duty-phone-hint')}
        checked={value.dutyPhoneShown}
        onChange={(event) => onChange({ ...value, dutyPhoneShown: event.currentTarget.checked })}
      />
    </>
  );
}

function OneField(props: Props & (typeof FIELDS)[number]) {
  const { value, onChange, errors, prefix, name, label, hint, whole = false, optional = false } = props;
  const t = useT();
  return (
    <div className={whole ? 'adm-grid__all' : undefined}>
      <Field
        id={`${prefix}-${name}`}
        label={t(label)}
        hint={hint && t(hint)}
        optional={optional}
        error={errors[name] ?? null}
      >
        {(wired) => (
          <TextInput
            {...wired}
            autoComplete="off"
            inputMode={name === 'productYear' ? 'numeric' : undefined}
            list={name === 'timeZone' ? `${prefix}-zones` : undefined}
            value={value[name]}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}
