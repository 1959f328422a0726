/** The templates and causes a new desk begins with. */
import * as v from 'valibot';
import { PURPOSES } from '#contract/canned-replies.ts';
import { LocalText } from '#contract/shapes.ts';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { newId } from '#server/shared/ids.ts';
import { allow, system } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { refuseUnknown } from './fill.ts';
import { replyPolicy } from './policy.ts';
import { insertReply, replaceCauses } from './rows.ts';

const Data = v.strictObject({
  replies: v.array(v.strictObject({ name: LocalText, body: LocalText, purpose: v.picklist(PURPOSES) })),
  causes: v.array(v.string()),
});

/** All of them for every area. Throws a ValiError when `data` has another shape. */
export async function importCannedReplies(work: Work, data: unknown): Promise<void> {
  const { replies, causes } = v.parse(Data, data);
  for (const { name, body, purpose } of replies) {
    refuseUnknown(body.es, body.en);
    const content = { id: newId(), name, body, purpose, areaId: null, active: true };
    await insertReply(work, allow(replyPolicy, 'change', { actor: system('starting-data'), thing: content }));
  }
  await replaceCauses(work, { areaId: null, names: causes });
  await work.record({
    stream: INSTITUTION_STREAM,
    fact: 'canned-replies.imported',
    data: { replies: replies.length, causes: causes.length },
  });
}
