/** Which words stand for what the server names by key. */
import type { DirectoryPart, DirectorySettings, TROUBLES } from '#contract/directories.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export type Kind = DirectorySettings['kind'];
export type Trouble = (typeof TROUBLES)[number];

export const KIND_WORDS: Record<Kind, MessageKey> = { oidc: 'directories.kind.oidc', ldap: 'directories.kind.ldap' };

/** What is wrong and what to do about it. */
export const TROUBLE_WORDS: Record<Trouble, MessageKey> = {
  secret: 'directories.trouble.secret',
  name: 'directories.trouble.name',
  forbidden: 'directories.trouble.forbidden',
  refused: 'directories.trouble.refused',
  silent: 'directories.trouble.silent',
  certificate: 'directories.trouble.certificate',
  answer: 'directories.trouble.answer',
  issuer: 'directories.trouble.issuer',
  algorithms: 'directories.trouble.algorithms',
  bind: 'directories.trouble.bind',
  base: 'directories.trouble.base',
  nobody: 'directories.trouble.nobody',
  'unique-id': 'directories.trouble.unique-id',
};

export const STEP_WORDS = {
  secret: 'directories.step.secret',
  reach: 'directories.step.reach',
  certificate: 'directories.step.certificate',
  says: 'directories.step.says',
  bind: 'directories.step.bind',
  base: 'directories.step.base',
  person: 'directories.step.person',
} as const satisfies Record<string, MessageKey>;
export type Step = keyof typeof STEP_WORDS;

/** In the order in which they are met. */
export const stepsOf = (kind: Kind, withPerson: boolean): Step[] =>
  kind === 'oidc'
    ? ['secret', 'reach', 'certificate', 'says']
    : ['secret', 'reach', 'certificate', 'bind', 'base', ...(withPerson ? (['person'] as const) : [])];

const STEPS: Record<Trouble, Step> = {
  secret: 'secret',
  name: 'reach',
  forbidden: 'reach',
  refused: 'reach',
  silent: 'reach',
  certificate: 'certificate',
  answer: 'says',
  issuer: 'says',
  algorithms: 'says',
  bind: 'bind',
  base: 'base',
  nobody: 'person',
  'unique-id': 'person',
};

/** Where it got stuck; a server of LDAP that answers strangely does so when it is searched. */
export const stepAt = (kind: Kind, trouble: Trouble): Step =>
  kind === 'ldap' && STEPS[trouble] === 'says' ? 'base' : STEPS[trouble];

export const PART_WORDS: Record<DirectoryPart, MessageKey> = {
  on: 'directories.part.on',
  off: 'directories.part.off',
  name: 'directories.part.name',
  position: 'directories.part.position',
  place: 'directories.part.place',
  settings: 'directories.part.settings',
  authority: 'directories.part.authority',
  secret: 'directories.part.secret',
  domains: 'directories.part.domains',
  newcomers: 'directories.part.newcomers',
  keepsPassword: 'directories.part.keeps-password',
  groupRoles: 'directories.part.group-roles',
};
