/** How a directory is reached and read, by its kind. */
import type { LdapSettings, OidcSettings } from '#contract/directories.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Checkbox, Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Box, boxId, type Part } from './boxes.tsx';
import { type Draft, PRESETS } from './draft.ts';

type Props = Part & { hasSecret: boolean; returnUrl: string };
type Of<Settings> = Props & { settings: Settings };

export function ConnectionFields(props: Props) {
  const { settings } = props.draft;
  return settings.kind === 'oidc' ? (
    <OidcFields {...props} settings={settings} />
  ) : (
    <LdapFields {...props} settings={settings} />
  );
}

/** What of somebody is read, and what it is called there. */
const READ = {
  email: 'directories.read.email',
  givenNames: 'directories.read.given-names',
  surnames: 'directories.read.surnames',
  employeeNumber: 'directories.read.employee-number',
  groups: 'directories.read.groups',
} as const satisfies Record<string, MessageKey>;
type Read = keyof typeof READ;
const READS = Object.keys(READ) as Read[];
const READ_HINTS: Partial<Record<Read, MessageKey>> = {
  employeeNumber: 'directories.read.employee-number-hint',
  groups: 'directories.read.groups-hint',
};

function ReadFields({ wrong, names, at, put }: Pick<Part, 'wrong'> & ReadProps) {
  const t = useT();
  return READS.map((name) => {
    const hint = READ_HINTS[name];
    return (
      <Box
        key={name}
        path={`settings.${at}.${name}`}
        label={READ[name]}
        hint={hint === undefined ? undefined : t(hint)}
        optional={hint !== undefined}
        wrong={wrong}
        value={names[name]}
        onChange={(value) => put({ ...names, [name]: value })}
      />
    );
  });
}
type ReadProps = {
  names: Record<Read, string>;
  at: 'claims' | 'attributes';
  put: (names: Record<Read, string>) => void;
};

function OidcFields({ draft, change, wrong, settings, hasSecret, returnUrl }: Of<OidcSettings>) {
  const t = useT();
  const put = (next: Partial<OidcSettings>) => change({ settings: { ...settings, ...next } });
  const list = (name: 'scopes' | 'requiredAcr' | 'requiredAmr', label: MessageKey, hint: MessageKey) => (
    <Box
      path={`settings.${name}`}
      label={label}
      hint={t(hint)}
      optional
      wrong={wrong}
      value={draft[name]}
      onChange={(value) => change({ [name]: value } as Partial<Draft>)}
    />
  );
  return (
    <>
      <fieldset className="adm-form__group">
        <legend className="h2">{t('directories.part.connection')}</legend>
        <p className="small">
          {t('directories.return-url')} <code className="dir-url">{returnUrl}</code>
        </p>
        <Box
          path="settings.issuer"
          label="directories.issuer"
          hint={t('directories.issuer-hint')}
          wrong={wrong}
          value={settings.issuer}
          onChange={(issuer) => put({ issuer })}
        />
        <div className="adm-grid">
          <Box
            path="settings.clientId"
            label="directories.client-id"
            hint={t('directories.client-id-hint')}
            wrong={wrong}
            value={settings.clientId}
            onChange={(clientId) => put({ clientId })}
          />
          <SecretField {...{ draft, change, wrong, hasSecret }} label="directories.client-secret" optional />
        </div>
        {list('scopes', 'directories.scopes', 'directories.scopes-hint')}
        <AuthorityField wrong={wrong} value={settings.authority} onChange={(authority) => put({ authority })} />
      </fieldset>
      <fieldset className="adm-form__group">
        <legend className="h2">{t('directories.part.read-claims')}</legend>
        <div className="adm-grid">
          <ReadFields wrong={wrong} names={settings.claims} at="claims" put={(claims) => put({ claims })} />
        </div>
      </fieldset>
      <fieldset className="adm-form__group">
        <legend className="h2">{t('directories.part.proof')}</legend>
        <p className="small sub">{t('directories.proof-about')}</p>
        <div className="adm-grid">
          {list('requiredAcr', 'directories.acr', 'directories.acr-hint')}
          {list('requiredAmr', 'directories.amr', 'directories.amr-hint')}
        </div>
      </fieldset>
    </>
  );
}

function LdapFields({ draft, change, wrong, settings, hasSecret }: Of<LdapSettings>) {
  const t = useT();
  const put = (next: Partial<LdapSettings>) => change({ settings: { ...settings, ...next } });
  const { uniqueId } = settings.attributes;
  const isPlain = settings.url.trim().startsWith('ldap:');
  return (
    <>
      <fieldset className="adm-form__group">
        <legend className="h2">{t('directories.part.connection')}</legend>
        <Box
          path="settings.url"
          label="directories.url"
          hint={t('directories.url-hint')}
          wrong={wrong}
          value={settings.url}
          onChange={(url) => put({ url, startTls: url.trim().startsWith('ldap:') })}
        />
        {isPlain ? (
          <Checkbox
            id={boxId('settings.startTls')}
            label={t('directories.start-tls')}
            hint={t('directories.start-tls-hint')}
            error={wrong['settings.startTls'] ?? null}
            checked={settings.startTls}
            onChange={(event) => put({ startTls: event.currentTarget.checked })}
          />
        ) : null}
        <div className="adm-grid">
          <Box
            path="settings.bindDn"
            label="directories.bind-dn"
            hint={t('directories.bind-dn-hint')}
            wrong={wrong}
            value={settings.bindDn}
            onChange={(bindDn) => put({ bindDn })}
          />
          <SecretField {...{ draft, change, wrong, hasSecret }} label="directories.bind-secret" />
        </div>
        <AuthorityField wrong={wrong} value={settings.authority} onChange={(authority) => put({ authority })} />
      </fieldset>
      <fieldset className="adm-form__group">
        <legend className="h2">{t('directories.part.read-attributes')}</legend>
        <div className="dir-presets">
          <span className="small sub">{t('directories.preset')}</span>
          <Button small onClick={() => put(PRESETS.ad)}>
            {t('directories.preset.ad')}
          </Button>
          <Button small onClick={() => put(PRESETS.openldap)}>
            {t('directories.preset.openldap')}
          </Button>
        </div>
        <Box
          path="settings.base"
          label="directories.base"
          hint={t('directories.base-hint')}
          wrong={wrong}
          value={settings.base}
          onChange={(base) => put({ base })}
        />
        <Box
          path="settings.userFilter"
          label="directories.filter"
          hint={t('directories.filter-hint')}
          wrong={wrong}
          value={settings.userFilter}
          onChange={(userFilter) => put({ userFilter })}
        />
        <div className="adm-grid">
          <Box
            path="settings.attributes.uniqueId"
            label="directories.read.unique-id"
            hint={t('directories.read.unique-id-hint')}
            wrong={wrong}
            value={uniqueId}
            onChange={(value) => put({ attributes: { ...settings.attributes, uniqueId: value } })}
          />
          <ReadFields
            wrong={wrong}
            names={settings.attributes}
            at="attributes"
            put={(names) => put({ attributes: { ...settings.attributes, ...names } })}
          />
        </div>
      </fieldset>
    </>
  );
}

type SecretProps = Part & { hasSecret: boolean; label: MessageKey; optional?: boolean };

/** What is kept is never shown: whoever writes here puts another in its place. */
function SecretField({ draft, change, wrong, hasSecret, label, optional }: SecretProps) {
  const t = useT();
  return (
    <Field
      id={boxId('secret')}
      label={t(label)}
      hint={t(hasSecret ? 'directories.secret-kept' : 'directories.secret-hint')}
      optional={optional === true && !hasSecret}
      error={wrong.secret ?? null}
    >
      {(wired) => (
        <PasswordInput
          {...wired}
          autoComplete="new-password"
          value={draft.secret}
          onChange={(event) => change({ secret: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function AuthorityField({ wrong, value, onChange }: Pick<Part, 'wrong'> & AuthorityProps) {
  const t = useT();
  return (
    <Box
      path="settings.authority"
      label="directories.authority"
      hint={t('directories.authority-hint')}
      optional
      rows={2}
      wrong={wrong}
      value={value}
      onChange={onChange}
    />
  );
}
type AuthorityProps = { value: string; onChange: (value: string) => void };
