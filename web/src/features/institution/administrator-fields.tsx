/** The first administrator: their names, the address that is their user name, their password. */

import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { NewPasswordField } from '#web/shared/ui/new-password-field.tsx';
import type { SetUp } from './queries.ts';

type Administrator = SetUp['administrator'];
type Props = {
  value: Administrator;
  onChange: (next: Administrator) => void;
  errors: Record<string, string>;
  prefix: string;
};

export const NOBODY: Administrator = { givenNames: '', firstSurname: '', secondSurname: '', email: '', password: '' };

const FIELDS: {
  name: Exclude<keyof Administrator, 'password'>;
  label: MessageKey;
  hint?: MessageKey;
  fill: string;
  optional?: true;
}[] = [
  { name: 'givenNames', label: 'auth.given-names', fill: 'given-name' },
  { name: 'firstSurname', label: 'auth.first-surname', fill: 'family-name' },
  { name: 'secondSurname', label: 'auth.second-surname', fill: 'off', optional: true },
  { name: 'email', label: 'auth.email', hint: 'setup.start.email-hint', fill: 'username' },
];

export function AdministratorFields({ value, onChange, errors, prefix }: Props) {
  const t = useT();
  return (
    <div className="adm-grid">
      {FIELDS.map(({ name, label, hint, fill, optional = false }) => (
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
              type={name === 'email' ? 'email' : 'text'}
              autoComplete={fill}
              value={value[name]}
              onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <NewPasswordField
        id={`${prefix}-password`}
        label={t('auth.password')}
        error={errors.password ?? null}
        words={[value.givenNames, value.firstSurname, value.secondSurname, value.email]}
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
    </div>
  );
}
