/** A desk that began before there were templates to begin with. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import starting from '#database/starting-data/canned-replies.json' with { type: 'json' };
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { allow, system } from '#server/shared/policy.ts';
import { bringUpToDate } from '#server/starting-data.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { replyPolicy } from './policy.ts';
import { everyCause, everyReply, insertReply, replaceCauses } from './rows.ts';

let desk: TestHouse;
beforeAll(async () => {
  desk = await openTestHouse();
});
afterAll(() => desk.close());

const facts = async () => (await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).map(({ fact }) => fact);
const names = async () => (await everyReply(desk.house.store.read)).map(({ name }) => name.es);

it('that began empty stays empty', async () => {
  await bringUpToDate(desk.house);
  expect(await names()).toEqual([]);
  expect(await facts()).not.toContain('canned-replies.imported');
});

it('gets them at its next start, once, beside what it worded itself', async () => {
  const [first] = starting.replies;
  const own = {
    id: newId(),
    name: { es: String(first?.name.es).toUpperCase(), en: '' },
    body: { es: 'Lo nuestro.', en: '' },
    purpose: 'message' as const,
    areaId: null,
    active: true,
  };
  await desk.house.store.change(system('test'), async (work) => {
    await insertReply(work, allow(replyPolicy, 'change', { actor: system('starting-data'), thing: own }));
    await replaceCauses(work, { areaId: null, names: [{ es: 'Cable mordido', en: '' }] });
    await work.record({ stream: INSTITUTION_STREAM, fact: 'organisation.imported', data: {} });
  });
  await Promise.all([bringUpToDate(desk.house), bringUpToDate(desk.house)]);
  await bringUpToDate(desk.house);
  const others = starting.replies.slice(1).map(({ name }) => name.es);
  expect((await names()).toSorted()).toEqual([own.name.es, ...others].toSorted());
  expect(await everyCause(desk.house.store.read)).toEqual([{ areaId: null, name: { es: 'Cable mordido', en: '' } }]);
  const before = (await facts()).length;
  await bringUpToDate(desk.house);
  expect(await facts()).toHaveLength(before);
});
