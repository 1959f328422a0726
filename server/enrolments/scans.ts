/** The scan of a signed sheet, to whoever may read the form. */
import { openAttachment, openPicture } from '../attachments/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { noteOpened } from './audited.ts';
import { enrolmentPolicy } from './policy.ts';
import { enrolmentById } from './rows.ts';
import { signaturesOf } from './signature-rows.ts';

type Asked = { id: string; attachmentId: string };

async function scanIn(house: House, actor: Actor, { id, attachmentId }: Asked): Promise<string> {
  const db = house.store.read;
  const form = allow(enrolmentPolicy, 'read', { actor, thing: await enrolmentById(db, id) });
  const signatures = await signaturesOf(db, id);
  if (!signatures.some((each) => each.attachmentId === attachmentId)) throw new Fault('not-found');
  noteOpened(house, actor, { form, what: 'file', detailId: attachmentId });
  return attachmentId;
}

export const downloadScan = async (house: House, actor: Actor, asked: Asked) =>
  openAttachment(house, await scanIn(house, actor, asked));

export const previewScan = async (house: House, actor: Actor, asked: Asked) =>
  openPicture(house, await scanIn(house, actor, asked), 'preview');
