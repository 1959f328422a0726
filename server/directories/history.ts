/** What became of a directory: who changed what of it, and what came of trying it. */
import {
  DIRECTORY_PARTS,
  type DirectoryPart,
  type DirectoryView,
  type readDirectoryHistory as operation,
  TROUBLES,
} from '#contract/directories.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { canonical, type Json } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { entriesOfDirectory, lastTriesOf } from './history-rows.ts';
import { type Directory, directoryById } from './rows.ts';
import { placeOf } from './settings.ts';

export const ADDED = 'directory.added';
export const CHANGED = 'directory.changed';
export const TRIED = 'directory.tried';
const SHOWN = { [ADDED]: 'added', [CHANGED]: 'changed', [TRIED]: 'tried' } as const;

/** Whatever order names were kept in. */
const isOther = (before: Json, after: Json): boolean => canonical(before) !== canonical(after);

/** What of it is another; of a secret nothing but that it was typed. */
export function partsChanged(before: Directory, after: Directory, secretTyped: boolean): DirectoryPart[] {
  const newcomers = (of: Directory) => [of.newcomers, of.newcomerAgencyId, of.newcomerPositionId];
  const changed: Record<DirectoryPart, boolean> = {
    on: !before.enabled && after.enabled,
    off: before.enabled && !after.enabled,
    name: isOther([before.nameEs, before.nameEn], [after.nameEs, after.nameEn]),
    position: before.position !== after.position,
    place: placeOf(before.settings) !== placeOf(after.settings),
    settings: isOther(othersOf(before), othersOf(after)),
    authority: before.settings.authority !== after.settings.authority,
    secret: secretTyped,
    domains: isOther(before.domains, after.domains),
    newcomers: isOther(newcomers(before), newcomers(after)),
    keepsPassword: before.keepsPassword !== after.keepsPassword,
    groupRoles: isOther(before.groupRoles, after.groupRoles),
  };
  return DIRECTORY_PARTS.filter((part) => changed[part]);
}

/** All else that it is reached and read by. */
const othersOf = ({ settings }: Directory): Json => ({
  ...settings,
  ...(settings.kind === 'oidc' ? { issuer: '' } : { url: '' }),
  authority: '',
});

const partsIn = (data: Record<string, unknown>): DirectoryPart[] =>
  DIRECTORY_PARTS.filter((part) => Array.isArray(data.parts) && data.parts.includes(part));
const troubleIn = (data: Record<string, unknown>) => TROUBLES.find((trouble) => trouble === data.trouble) ?? null;

/** `not-found` of none. */
export async function readDirectoryHistory(house: House, id: string): Promise<ReplyOf<typeof operation>> {
  const db = house.store.read;
  if (!(await directoryById(db, id))) throw new Fault('not-found');
  const entries = await entriesOfDirectory(db, id, Object.keys(SHOWN));
  return {
    items: entries.map(({ at, by, fact, data }) => ({
      ...{ at: at.toISOString(), by, what: SHOWN[fact as keyof typeof SHOWN] },
      ...{ parts: partsIn(data), trouble: troubleIn(data) },
    })),
  };
}

/** By directory, of those that were ever tried. */
export async function lastTries(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, NonNullable<DirectoryView['lastTry']>>> {
  const rows = await lastTriesOf(db, ids, { tried: TRIED, saved: [ADDED, CHANGED] });
  return new Map(
    rows.map(({ directoryId, at, data, isCurrent }) => [
      directoryId,
      { at: at.toISOString(), trouble: troubleIn(data), isCurrent },
    ]),
  );
}
