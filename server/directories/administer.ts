/** Directories as DTI keeps them. A secret comes in and never goes out again (V41). */
import { X509Certificate } from 'node:crypto';
import {
  type addDirectory as addOperation,
  type DirectoryId,
  type DirectoryView,
  type listDirectories as listOperation,
  RETURN_PATH,
  type saveDirectory as saveOperation,
} from '#contract/directories.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { lockAdministrators } from '../accounts/index.ts';
import { agenciesInForce, positionById } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault, type FieldFault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { ADDED, CHANGED, partsChanged } from './history.ts';
import { mayAnyEnter } from './identity-rows.ts';
import { isFilter } from './ldap.ts';
import { directoryPolicy } from './policy.ts';
import { hostOf, LOOPBACK } from './reach.ts';
import { type Directory, everyDirectory, insertDirectory, lockDirectory, updateDirectory } from './rows.ts';
import { sealFor } from './secret.ts';
import { placeOf } from './settings.ts';
import { toView, toViews } from './view.ts';

type Given = BodyOf<typeof addOperation>;

export const returnUrlOf = (house: House): string => `${house.settings.publicUrl}${RETURN_PATH}`;

export async function listDirectories(house: House): Promise<ReplyOf<typeof listOperation>> {
  return { items: await toViews(house, await everyDirectory(house.store.read)), returnUrl: returnUrlOf(house) };
}

function isCertificate(pem: string): boolean {
  if (pem === '') return true;
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

/** What is wrong with what was typed, from given values alone. */
export function faultsOf(given: Given, before: Pick<Directory, 'settings' | 'secretSealed'> | null): FieldFault[] {
  const { settings } = given;
  const faults: FieldFault[] = [];
  const say = (path: string, message: string) => faults.push({ path, message });
  if (before !== null && before.settings.kind !== settings.kind) say('settings.kind', 'field.choice');
  if (!isCertificate(settings.authority)) say('settings.authority', 'field.certificate');
  if (given.domains.length === 0 && (settings.kind === 'ldap' || given.newcomers !== 'no'))
    say('domains', 'field.required');
  if (given.newcomers !== 'no' && given.newcomerAgencyId === null) say('newcomerAgencyId', 'field.required');
  if (given.newcomers !== 'no' && given.newcomerPositionId === null) say('newcomerPositionId', 'field.required');
  const kept = before?.secretSealed != null && placeOf(before.settings) === placeOf(settings);
  // A secret given for one server must not be sent to another that somebody wrote in its place.
  const needed = settings.kind === 'ldap' || before?.secretSealed != null;
  if (given.secret === '' && !kept && needed) say('secret', 'field.required');
  if (settings.kind === 'ldap') {
    const url = new URL(settings.url);
    const isClear = url.protocol === 'ldap:' && !settings.startTls;
    if (isClear && !LOOPBACK.includes(hostOf(url))) say('settings.startTls', 'field.start-tls');
    if (!isFilter(settings.userFilter)) say('settings.userFilter', 'field.ldap-filter');
  }
  return faults;
}

async function refuseWrong(house: House, given: Given, before: Directory | null): Promise<void> {
  const fields = faultsOf(given, before);
  const db = house.store.read;
  if (given.newcomerAgencyId !== null) {
    const today = todayAt(await readInstitutionRow(db), house.clock.now());
    const agencies = await agenciesInForce(db, today);
    if (!agencies.some((agency) => agency.id === given.newcomerAgencyId))
      fields.push({ path: 'newcomerAgencyId', message: 'field.choice' });
  }
  if (given.newcomerPositionId !== null && !(await positionById(db, given.newcomerPositionId)))
    fields.push({ path: 'newcomerPositionId', message: 'field.choice' });
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
}

const factOf = (directory: Directory, secretChanged: boolean) => ({
  directoryId: directory.id,
  kind: directory.settings.kind,
  place: placeOf(directory.settings),
  enabled: directory.enabled,
  domains: [...directory.domains],
  newcomers: directory.newcomers,
  keepsPassword: directory.keepsPassword,
  groupRoles: directory.groupRoles.map(({ group, role }) => `${group} → ${role}`),
  secretChanged,
});

export async function addDirectory(house: House, actor: Actor, given: Given): Promise<DirectoryView> {
  await refuseWrong(house, given, null);
  const id = newId<DirectoryId>();
  const { secret, ...fields } = given;
  const thing: Directory = {
    ...{ ...fields, id, version: 1, createdAt: house.clock.now() },
    secretSealed: secret === '' ? null : sealFor(house, id, secret),
  };
  const made = allow(directoryPolicy, 'administer', { actor, thing });
  await house.store.change(actor, async (work) => {
    await insertDirectory(work, made);
    const data = factOf(made, secret !== '');
    await work.record({ stream: `directory:${id}`, fact: ADDED, data, opens: true });
  });
  return toView(house, made);
}

/** Turned off, it must leave a way in to somebody who could turn it on again. */
async function refuseShutOut(work: Work): Promise<void> {
  const administrators = await lockAdministrators(work);
  if (!(await mayAnyEnter(work.db, administrators))) throw new Fault('directory.last-way');
}

/** `directory.last-way` when nobody who administers the desk could enter any more. */
export async function saveDirectory(
  house: House,
  actor: Actor,
  given: BodyOf<typeof saveOperation> & { id: string },
): Promise<DirectoryView> {
  const { id, version, secret, ...fields } = given;
  const saved = await house.store.change(actor, async (work: Work) => {
    const before = allow(directoryPolicy, 'administer', { actor, thing: await lockDirectory(work, id) });
    if (before.version !== version) throw new Fault('version.stale');
    await refuseWrong(house, given, before);
    const secretSealed = secret === '' ? before.secretSealed : sealFor(house, id, secret);
    const after = { ...before, ...fields, secretSealed };
    await updateDirectory(work, after);
    if (before.enabled && !after.enabled) await refuseShutOut(work);
    const parts = partsChanged(before, after, secret !== '');
    const data = { ...factOf(after, secret !== ''), parts };
    await work.record({ stream: `directory:${id}`, fact: CHANGED, data });
    return { ...after, version: version + 1 };
  });
  return toView(house, saved);
}
