/** Causes the desk chooses from when it resolves. */
import type { listCauses, saveCauses } from '#contract/canned-replies.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { LocalText } from '#contract/shapes.ts';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { replyPolicy } from './policy.ts';
import { everyCause, replaceCauses } from './rows.ts';

export const readCauses = async (house: House): Promise<ReplyOf<typeof listCauses>> => ({
  causes: (await everyCause(house.store.read)) as ReplyOf<typeof listCauses>['causes'],
});

/** One of two whose Spanish differs in capitals alone falls away. */
const unlike = (names: readonly LocalText[]): LocalText[] => [
  ...new Map(names.map((name) => [name.es.toLocaleLowerCase('es-MX'), name])).values(),
];

export async function writeCauses(
  house: House,
  actor: Actor,
  body: BodyOf<typeof saveCauses>,
): Promise<{ done: true }> {
  const { areaId } = allow(replyPolicy, 'change', { actor, thing: { areaId: body.areaId } });
  const names = unlike(body.names);
  await house.store.change(actor, async (work) => {
    await replaceCauses(work, { areaId, names });
    await work.record({ stream: INSTITUTION_STREAM, fact: 'causes.changed', data: { areaId, names } });
  });
  return { done: true };
}
