import { openAttachment } from '../attachments/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { noteOpened } from './audited.ts';
import { deactivationPolicy } from './policy.ts';
import { listedById } from './rows.ts';

/** The signed sheet; `not-found` of a form signed on screen. */
export async function downloadScan(house: House, actor: Actor, id: string) {
  const form = allow(deactivationPolicy, 'read', { actor, thing: await listedById(house.store.read, id) });
  if (form.attachmentId === null) throw new Fault('not-found');
  noteOpened(house, actor, { form, what: 'file', detailId: form.attachmentId });
  return openAttachment(house, form.attachmentId);
}
