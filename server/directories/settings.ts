import type { DirectorySettings } from '#contract/directories.ts';

/** Where it is reached: what a kept secret was given for. */
export const placeOf = (settings: DirectorySettings): string =>
  settings.kind === 'oidc' ? settings.issuer : settings.url;
