/** Who the person is and where they work. */
import type { ReactNode } from 'react';
import { AGENCY_KINDS } from '#contract/agencies.ts';
import { toldApart } from '#web/shared/by-name.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { type Invitation, useOrganisation } from './queries.ts';

type Props = {
  value: Invitation;
  onChange: (next: Invitation) => void;
  errors: Record<string, string>;
  prefix: string;
};
type Text = 'givenNames' | 'firstSurname' | 'secondSurname' | 'email' | 'employeeNumber' | 'phone';

const TEXTS: { name: Text; label: MessageKey; hint?: MessageKey; type?: string; optional?: boolean }[] = [
  { name: 'givenNames', label: 'auth.given-names' },
  { name: 'firstSurname', label: 'auth.first-surname' },
  { name: 'secondSurname', label: 'auth.second-surname', optional: true },
  { name: 'email', label: 'auth.email', hint: 'setup.invite.email-hint', type: 'email' },
  { name: 'employeeNumber', label: 'auth.employee-number', optional: true },
  { name: 'phone', label: 'auth.phone', hint: 'auth.phone-hint', type: 'tel' },
];

export function InviteFields({ value, onChange, errors, prefix }: Props) {
  const t = useT();
  return (
    <div className="adm-grid">
      {TEXTS.map(({ name, label, hint, type = 'text', optional = false }) => (
        <Field
          key={name}
          id={`${prefix}-${name}`}
          label={t(label)}
          hint={hint && t(hint)}
          optional={optional}
          error={errors[name] ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type={type}
              autoComplete="off"
              value={value[name]}
              onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <PlaceFields value={value} onChange={(next) => onChange({ ...value, ...next })} errors={errors} prefix={prefix} />
    </div>
  );
}

type Place = Pick<Invitation, 'agencyId' | 'positionId'>;
type PlaceProps = Omit<Props, 'value' | 'onChange'> & {
  value: Place;
  onChange: (next: Partial<Place>) => void;
  /** Only positions an account of who asks may stand on, and the one held. */
  eligibleAnd?: string;
  /** What the position is called where it stands. */
  position?: MessageKey;
};

export function PlaceFields(props: PlaceProps) {
  const { value, onChange, errors, prefix, eligibleAnd, position: called = 'auth.position' } = props;
  const t = useT();
  const locale = useLocale();
  const organisation = useOrganisation();
  const agencies = organisation.data?.agencies ?? [];
  const choice = (name: 'agencyId' | 'positionId', label: MessageKey, options: ReactNode) => (
    <Field id={`${prefix}-${name}`} label={t(label)} error={errors[name] ?? null}>
      {(wired) => (
        <Select {...wired} value={value[name]} onChange={(event) => onChange({ [name]: event.currentTarget.value })}>
          <option value="">{t('auth.choose')}</option>
          {options}
        </Select>
      )}
    </Field>
  );
  return (
    <>
      {organisation.isError ? (
        <div className="adm-grid__all">
          <LoadTrouble of={organisation} />
        </div>
      ) : null}
      {choice(
        'agencyId',
        'auth.agency',
        AGENCY_KINDS.map((kind) => (
          <optgroup key={kind} label={t(`auth.agency-kind.${kind}`)}>
            {toldApart(
              agencies.filter((agency) => agency.kind === kind),
              locale,
            ).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        )),
      )}
      {choice(
        'positionId',
        called,
        organisation.data?.positions
          .filter(({ id, eligible }) => eligibleAnd === undefined || eligible || id === eligibleAnd)
          .map((position) => (
            <option key={position.id} value={position.id}>
              {local(position.name, locale)}
            </option>
          )),
      )}
    </>
  );
}
