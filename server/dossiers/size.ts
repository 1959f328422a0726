/** How large a package would be, before anybody waits for it. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { measureDossier as operation } from '#contract/dossiers.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { mayReadThread, readRequest, type Which } from '../requests/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import { MOST_ZIPPED } from '../shared/stored-zip.ts';
import { filesOf } from './gather.ts';

/** Of those that may be opened. */
export function measured(files: readonly AttachmentView[]): ReplyOf<typeof operation> {
  const open = files.filter(({ redacted }) => !redacted);
  const bytes = open.reduce((sum, file) => sum + file.bytes, 0);
  return { files: open.length, bytes, fits: bytes <= MOST_ZIPPED };
}

export async function measureDossier(house: House, actor: Actor, which: Which): Promise<ReplyOf<typeof operation>> {
  const request = await readRequest(house, actor, which, null);
  if (!(await mayReadThread(house.store.read, request.id, actor))) throw new Fault('not-found');
  return measured(filesOf(request));
}
