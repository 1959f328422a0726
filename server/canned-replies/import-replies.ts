/** The templates and causes a desk begins with: a new one at its set-up, one older than they are when it is next started. */
import * as v from 'valibot';
import { PURPOSES } from '#contract/canned-replies.ts';
import { LocalText } from '#contract/shapes.ts';
import { INSTITUTION_STREAM, readInstitutionRow } from '#server/institution/index.ts';
import { entriesOf } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { allow, system } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { refuseUnknown } from './fill.ts';
import { replyPolicy } from './policy.ts';
import { everyCause, everyReply, insertReply, replaceCauses } from './rows.ts';

const Data = v.strictObject({
  replies: v.array(v.strictObject({ name: LocalText, body: LocalText, purpose: v.picklist(PURPOSES) })),
  causes: v.array(LocalText),
});

const IMPORTED = 'canned-replies.imported';

/**
 * All of them for every area: templates but those of a name there is already, causes where there are none. Throws a
 * ValiError when `data` has another shape.
 */
export async function importCannedReplies(work: Work, data: unknown): Promise<void> {
  const { replies: all, causes } = v.parse(Data, data);
  const named = new Set((await everyReply(work.db)).map(({ name }) => name.es.toLowerCase()));
  const replies = all.filter(({ name }) => !named.has(name.es.toLowerCase()));
  for (const { name, body, purpose } of replies) {
    refuseUnknown(body.es, body.en);
    const content = { id: newId(), name, body, purpose, areaId: null, active: true };
    await insertReply(work, allow(replyPolicy, 'change', { actor: system('starting-data'), thing: content }));
  }
  const isFirst = (await everyCause(work.db)).length === 0;
  if (isFirst) await replaceCauses(work, { areaId: null, names: causes });
  await work.record({
    stream: INSTITUTION_STREAM,
    fact: IMPORTED,
    data: { replies: replies.length, causes: isFirst ? causes.length : 0 },
  });
}

/** A desk that began with the starting catalogue, and before there were templates to begin with. */
async function lacksThem(db: Reader): Promise<boolean> {
  const facts = (await entriesOf(db, INSTITUTION_STREAM)).map(({ fact }) => fact);
  return facts.includes('organisation.imported') && !facts.includes(IMPORTED);
}

/** Once, at the start of a program newer than the desk. What an institution worded itself stays as it is. */
export async function bringCannedReplies(house: House, data: unknown): Promise<void> {
  if (!(await lacksThem(house.store.read))) return;
  await house.store.change(system('start'), async (work) => {
    // Two nodes that start at once: the second finds it done, and leaves the same record.
    await readInstitutionRow(work.db, 'lock');
    await importCannedReplies(work, data);
  });
}
