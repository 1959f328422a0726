/** Who asked for an act that waited and could not be done reads in the bell what happened, and where the words are. */
import type { BellKind } from '#contract/notifications.ts';
import { actingPerson } from '../accounts/index.ts';
import { heldAct } from '../held/index.ts';
import { mayReadThread, requestForLetter } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import { shortFolio } from './letters/page.ts';
import { bellRang } from './live.ts';
import { addNotice, type NoticeDetails } from './rows.ts';

/** The refusals worth a sentence of their own; a select of a message has no dots in its keys. */
const WHY: Readonly<Record<string, string>> = {
  'version.stale': 'changed',
  'request.taken': 'changed',
  'request.transition': 'state',
  'right.missing': 'right',
  'not-found': 'right',
};

type Told = { kind: BellKind; requestId: string | null; details: NoticeDetails };

export async function tellOfRefusedAct(house: House, happened: Happened): Promise<void> {
  const { personId } = heldAct(happened);
  const told = await lineOf(house, happened);
  await house.store.aside('delivery', async (db) => {
    await addNotice(db, { id: newId(), historyId: happened.id, personId, at: happened.at, ...told });
    await house.live.tell(db, [bellRang(personId)]);
  });
}

async function lineOf(house: House, happened: Happened): Promise<Told> {
  const act = heldAct(happened);
  const db = house.store.read;
  const reader = await actingPerson(db, { personId: act.personId, sessionId: '', now: house.clock.now() });
  const request = act.requestId === null ? null : await requestForLetter(house, act.requestId);
  const mayOpen = reader !== null && request !== null && (await mayReadThread(db, request.id, reader));
  const side = request?.requesterId === act.personId ? 'requester' : 'desk';
  const kept = act.wordsKept && (act.requestId === null || mayOpen) ? 'yes' : 'no';
  const why = WHY[act.code] ?? 'other';
  const more = { act: act.operation, why, asked: String(act.asked), refused: String(act.refused), kept };
  if (request === null)
    return {
      kind: 'acts-refused',
      requestId: null,
      details: { ref: null, folio: '', subject: '', by: '', side, more },
    };
  const { ref, folio, subject, id } = request;
  const details = { ref: mayOpen ? ref : null, folio: shortFolio(folio), subject, by: '', side, more } as const;
  return { kind: 'act-refused', requestId: id, details };
}
