/** Pure: a directory as it is written on the page, and as it is sent. */
import type { DirectorySettings, DirectoryView, LdapSettings, OidcSettings } from '#contract/directories.ts';
import type { Role } from '#contract/permissions.ts';
import type { Body } from './queries.ts';
import type { Kind } from './words.ts';

/** Lists are written as words in one box. */
export type Draft = Omit<
  DirectoryView,
  | ('id' | 'hasSecret' | 'people' | 'onlyWay' | 'lastTry' | 'version' | 'createdAt')
  | ('domains' | 'position' | 'newcomerAgencyId' | 'newcomerPositionId')
> & {
  domains: string;
  position: string;
  newcomerAgencyId: string;
  newcomerPositionId: string;
  scopes: string;
  requiredAcr: string;
  requiredAmr: string;
  groupRoles: { group: string; role: Role }[];
  secret: string;
};

const OIDC: OidcSettings = {
  ...{ kind: 'oidc', issuer: '', clientId: '', scopes: [], requiredAcr: [], requiredAmr: [], authority: '' },
  claims: { email: 'email', givenNames: 'given_name', surnames: 'family_name', employeeNumber: '', groups: '' },
};
const LDAP: LdapSettings = {
  ...{ kind: 'ldap', url: 'ldaps://', startTls: false, bindDn: '', base: '', authority: '' },
  userFilter: '(&(objectClass=inetOrgPerson)(mail={email}))',
  attributes: {
    ...{ uniqueId: 'entryUUID', email: 'mail', givenNames: 'givenName', surnames: 'sn' },
    ...{ employeeNumber: 'employeeNumber', groups: '' },
  },
};

/** What usual servers call things. */
export const PRESETS: Record<'ad' | 'openldap', Pick<LdapSettings, 'userFilter' | 'attributes'>> = {
  ad: {
    userFilter: '(&(objectCategory=person)(objectClass=user)(mail={email}))',
    attributes: {
      ...{ uniqueId: 'objectGUID', email: 'mail', givenNames: 'givenName', surnames: 'sn' },
      ...{ employeeNumber: 'employeeID', groups: 'memberOf' },
    },
  },
  openldap: { userFilter: LDAP.userFilter, attributes: LDAP.attributes },
};

const START: Omit<Draft, 'settings' | 'scopes'> = {
  ...{ nameEs: '', nameEn: '', enabled: false, domains: '', position: '1', requiredAcr: '', requiredAmr: '' },
  ...{ newcomers: 'no', newcomerAgencyId: '', newcomerPositionId: '', keepsPassword: true, groupRoles: [], secret: '' },
};

export const newDraft = (kind: Kind): Draft =>
  kind === 'oidc'
    ? { ...START, settings: OIDC, scopes: 'email profile' }
    : { ...START, settings: LDAP, scopes: '', keepsPassword: false };

export function draftOf(directory: DirectoryView): Draft {
  const { settings, domains, position, newcomerAgencyId, newcomerPositionId } = directory;
  const oidc = settings.kind === 'oidc' ? settings : OIDC;
  return {
    nameEs: directory.nameEs,
    nameEn: directory.nameEn,
    enabled: directory.enabled,
    domains: domains.join(' '),
    position: String(position),
    settings,
    scopes: oidc.scopes.join(' '),
    requiredAcr: oidc.requiredAcr.join(' '),
    requiredAmr: oidc.requiredAmr.join(' '),
    newcomers: directory.newcomers,
    newcomerAgencyId: newcomerAgencyId ?? '',
    newcomerPositionId: newcomerPositionId ?? '',
    keepsPassword: directory.keepsPassword,
    groupRoles: directory.groupRoles,
    secret: '',
  };
}

const words = (typed: string): string[] => typed.split(/[\s,;]+/).filter((word) => word !== '');

const settingsOf = ({ settings, scopes, requiredAcr, requiredAmr }: Draft): DirectorySettings =>
  settings.kind === 'ldap'
    ? settings
    : {
        ...settings,
        scopes: words(scopes),
        requiredAcr: words(requiredAcr),
        requiredAmr: words(requiredAmr),
      };

export function bodyOf(draft: Draft): Body {
  const { scopes: _, requiredAcr: _acr, requiredAmr: _amr, ...rest } = draft;
  return {
    ...rest,
    domains: words(draft.domains.replaceAll('@', ' ')),
    position: draft.position.trim() === '' ? Number.NaN : Number(draft.position),
    settings: settingsOf(draft),
    newcomerAgencyId: draft.newcomerAgencyId || null,
    newcomerPositionId: draft.newcomerPositionId || null,
    groupRoles: draft.groupRoles.filter(({ group }) => group.trim() !== ''),
  };
}

/** Faults by the box they are shown at: those of one word of a list stand at its box. */
export const byBox = (faults: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).map(([path, said]) => [
      path.replace(/^(domains|settings\.scopes|settings\.required\w+|groupRoles)\..*$/, '$1'),
      said,
    ]),
  );

/** Boxes that must not be empty, besides those the shapes of the contract ask for: as the server says after them. */
export function missingIn(draft: Draft, hasSecret: boolean): string[] {
  const isLdap = draft.settings.kind === 'ldap';
  const isMade = draft.newcomers !== 'no';
  const asked: Record<string, boolean> = {
    domains: (isLdap || isMade) && words(draft.domains).length === 0,
    secret: isLdap && !hasSecret && draft.secret === '',
    newcomerAgencyId: isMade && draft.newcomerAgencyId === '',
    newcomerPositionId: isMade && draft.newcomerPositionId === '',
  };
  return Object.keys(asked).filter((path) => asked[path]);
}

export type Consequence = 'off' | 'bound' | 'place';

/** What saving would do to people who are linked already. */
export function consequencesOf(before: DirectoryView | null, after: Draft): Consequence[] {
  if (before === null || before.people === 0) return [];
  const wasBound = before.enabled && !before.keepsPassword;
  const isBound = after.enabled && !after.keepsPassword;
  const { settings } = before;
  const moved =
    settings.kind === 'oidc' && after.settings.kind === 'oidc' && settings.issuer !== after.settings.issuer.trim();
  return [
    ...(before.enabled && !after.enabled ? (['off'] as const) : []),
    ...(!wasBound && isBound ? (['bound'] as const) : []),
    ...(moved ? (['place'] as const) : []),
  ];
}
