/** The first administrator: their names, the address that is their user name, their password. */
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Field, PasswordInput, TextInput } from '#web/shared/ui/field.tsx';
import type { SetUp } from './queries.ts';

type Administrator = SetUp['administrator'];
type Props = {
  value: Administrator;
  onChange: (next: Administrator) => void;
  errors: Record<string, string>;
  prefix: string;
};

export const NOBODY: Administrator = { givenNames: '', firstSurname: '', secondSurname: '', email: '', password: '' };

const FIELDS: { name: keyof Administrator; label: MessageKey; hint?: MessageKey; fill: string; optional?: true }[] = [
  { name: 'givenNames', label: 'auth.given-names', fill: 'given-name' },
  { name: 'firstSurname', label: 'auth.first-surname', fill: 'family-name' },
  { name: 'secondSurname', label: 'auth.second-surname', fill: 'off', optional: true },
  { name: 'email', label: 'auth.email', hint: 'setup.start.email-hint', fill: 'username' },
  { name: 'password', label: 'auth.password', hint: 'auth.password-hint', fill: 'new-password' },
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
          {(wired) => {
            const Box = name === 'password' ? PasswordInput : TextInput;
            return (
              <Box
                {...wired}
                type={name === 'password' ? undefined : name === 'email' ? 'email' : 'text'}
                autoComplete={fill}
                value={value[name]}
                onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
              />
            );
          }}
        </Field>
      ))}
    </div>
  );
}
