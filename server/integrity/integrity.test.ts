/** The page of integrity: the check in the background, the anchors one may keep, and who outside is sent them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '#contract/accounts.ts';
import {
  checkIntegrity,
  compareAnchor,
  downloadAnchor,
  listAnchors,
  readIntegrity,
  saveAnchorAddresses,
} from '#contract/integrity.ts';
import { readDeskState } from '#contract/upkeep.ts';
import { anchorDue, makeAnchor } from '#server/anchors/index.ts';
import { canonical } from '#server/shared/canonical.ts';
import { DAY } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { sha256 } from '#server/shared/ids.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { askNightly, workOff } from './run.ts';

let desk: Settled;
let auditor: string;
let admin: string;
const FORGED = 'forged:00000000-0000-7000-8000-000000000001';
const going = new AbortController();
const read = async (session = auditor) => (await desk.call(readIntegrity, { session })).reply;

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'contraloria@gobierno.example', roles: ['auditor', 'requester'] });
  auditor = await desk.enter('contraloria@gobierno.example');
  desk.clock.advance(DAY);
  await anchorDue(desk.house);
  auditor = await desk.enter('contraloria@gobierno.example');
  admin = await desk.enter(ADMIN.email, ADMIN.password);
});
afterAll(() => desk.close());

describe('the check', () => {
  it('is asked for, done in the background, and tells what it looked at; asked twice, it is one', async () => {
    expect((await read()).last).toBeNull();
    const [one, other] = await Promise.all([
      desk.call(checkIntegrity, { session: auditor, body: {} }),
      desk.call(checkIntegrity, { session: auditor, body: {} }),
    ]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(other.reply.id).toBe(one.reply.id);
    expect((await read()).underWay).toMatchObject({ state: 'waiting', result: null });
    // A program that stops leaves it to the next, which begins it anew.
    const stopped = new AbortController();
    const half = workOff(desk.house, stopped.signal);
    stopped.abort();
    await half;
    expect((await read()).last).toBeNull();
    await workOff(desk.house, going.signal);
    const { last, underWay } = await read();
    expect(underWay).toBeNull();
    expect(last).toMatchObject({ id: one.reply.id, state: 'done', result: { whole: true, findings: [], anchors: 1 } });
    expect(last?.result?.entries).toBeGreaterThan(3);
    const facts = (await entriesOf(desk.house.store.read, `record-check:${one.reply.id}`)).map(({ fact }) => fact);
    expect(facts).toEqual(['record-check.asked', 'record-check.whole']);
    await workOff(desk.house, going.signal);
  });

  it('is made each night by itself, and names what is not as it was done on every page of who administers', async () => {
    const notices = async () =>
      (await desk.call(readSession, { session: admin })).reply.standingNotices.filter((each) =>
        ['record-broken', 'anchor-late'].includes(each),
      );
    expect(await notices()).toEqual([]);
    // What the program itself may do wrong: an entry of which an anchor of before knows nothing.
    await desk.house.store.aside('sweep', (db) =>
      db
        .insertInto('history')
        .values({
          ...{ id: '00000000-0000-7000-8000-000000000001', stream: FORGED, sequence: 1, actor_kind: 'system' },
          ...{ at: new Date('2026-01-01T00:00:00Z'), actor_id: null, fact: 'forged.entry', data: '{}' },
          ...{ previous_hash: Buffer.alloc(32), hash: Buffer.alloc(32) },
        })
        .execute(),
    );
    await askNightly(desk.house);
    await askNightly(desk.house);
    await workOff(desk.house, going.signal);
    const { last } = await read();
    expect(last).toMatchObject({ askedBy: null, result: { whole: false } });
    expect(last?.result?.findings[0]).toMatchObject({ what: 'edited', stream: FORGED, sequence: 1 });
    expect(await notices()).toEqual(['record-broken']);
    const state = (await desk.call(readDeskState, { session: admin })).reply;
    expect(state.record).toMatchObject({ anchor: { number: 1 }, late: false, whole: false });
  });
});

describe('an anchor', () => {
  it('that is not there two hours after its day ended is late', async () => {
    const record = async () => {
      admin = await desk.enter(ADMIN.email, ADMIN.password);
      return (await desk.call(readDeskState, { session: admin })).reply.record;
    };
    // Ten past midnight of the 26th, where the institution is.
    desk.clock.set(new Date('2026-11-26T06:10:00Z'));
    await anchorDue(desk.house);
    expect((await record()).late).toBe(false);
    desk.clock.set(new Date('2026-11-27T07:30:00Z'));
    expect((await record()).late).toBe(false);
    desk.clock.set(new Date('2026-11-27T08:30:00Z'));
    expect((await record()).late).toBe(true);
    await anchorDue(desk.house);
    expect((await record()).late).toBe(false);
  });
});

describe('who outside keeps them', () => {
  it('is named by who administers, gets the newest at once and each one after, until it is taken out', async () => {
    auditor = await desk.enter('contraloria@gobierno.example');
    const outside = 'organo.interno@contraloria.example';
    const lettersTo = (address: string) => desk.mailbox.letters.filter(({ to }) => to.address === address);
    expect((await desk.call(saveAnchorAddresses, { session: auditor, body: { emails: [] } })).status).toBe(403);
    const save = (emails: string[]) => desk.call(saveAnchorAddresses, { session: admin, body: { emails } });
    await desk.drain();
    const before = lettersTo('contraloria@gobierno.example').length;
    const saved = await save(['Organo.Interno@contraloria.example', outside]);
    expect(saved.status, saved.raw.body).toBe(200);
    expect((await save(['nada'])).status).toBe(400);
    // Said once more, it is no news.
    expect((await save([outside])).status).toBe(200);
    expect(await read()).toMatchObject({ addresses: [outside], can: { administer: false } });
    await desk.drain();
    const [letter] = lettersTo(outside);
    expect(letter?.subject).toContain('3');
    const text = (await desk.call(downloadAnchor, { session: auditor, params: { number: 3 } })).raw.bytes.toString(
      'utf8',
    );
    expect(letter?.text.replace(/[\s>]/g, '')).toContain(text.replace(/\s/g, ''));
    expect(lettersTo('contraloria@gobierno.example').length).toBe(before);
    desk.clock.advance(DAY);
    await anchorDue(desk.house);
    await desk.drain();
    expect(lettersTo(outside)).toHaveLength(2);
    expect(lettersTo('contraloria@gobierno.example')).toHaveLength(before + 1);
    admin = await desk.enter(ADMIN.email, ADMIN.password);
    expect((await save([])).status).toBe(200);
    desk.clock.advance(DAY);
    await anchorDue(desk.house);
    await desk.drain();
    expect(lettersTo(outside)).toHaveLength(2);
  });
});

describe('anchors', () => {
  it('are listed newest first, page by page, and taken away as the file that is compared', async () => {
    auditor = await desk.enter('contraloria@gobierno.example');
    for (let number = 6; number <= 33; number += 1)
      await makeAnchor(desk.house, new Date(Date.UTC(2027, 0, number)).toISOString().slice(0, 10));
    const first = (await desk.call(listAnchors, { session: auditor })).reply;
    expect([first.items.length, first.items[0]?.number]).toEqual([31, 33]);
    const rest = (await desk.call(listAnchors, { session: auditor, query: { cursor: first.next ?? '' } })).reply;
    expect(rest.items.map(({ number }) => number)).toEqual([2, 1]);
    expect(rest.next).toBeNull();
    expect((await desk.call(listAnchors, { session: auditor, query: { cursor: 'bmFkYQ' } })).status).toBe(400);
    const file = await desk.call(downloadAnchor, { session: auditor, params: { number: 2 } });
    const text = file.raw.bytes.toString('utf8');
    const compare = async (given: string) =>
      (await desk.call(compareAnchor, { session: auditor, body: { text: given } })).reply;
    expect(await compare(text)).toEqual({ verdict: 'same', number: 2, day: '2026-11-25' });
    const kept = JSON.parse(text) as { document: string; keyId: string; seal: string };
    expect(
      await compare(canonical({ ...kept, document: kept.document.replace('2026-11-25', '2026-11-24') })),
    ).toMatchObject({
      verdict: 'not-ours',
      number: 2,
    });
    // Sealed by us, and not the one of that number: as after a history that was rebuilt whole.
    const other = kept.document.replace(/"root":"[0-9a-f]{64}"/, `"root":"${'0'.repeat(64)}"`);
    const seal = await desk.house.sealing.sign(`mesa-ancla/1 ${sha256(other).toString('hex')}`);
    expect(await compare(canonical({ ...kept, document: other, seal }))).toMatchObject({ verdict: 'other', number: 2 });
    for (const odd of [
      '',
      'nada',
      '{}',
      '[1]',
      canonical({ ...kept, document: '[]' }),
      canonical({ ...kept, document: '{"number":1e300}' }),
    ])
      expect((await compare(odd)).verdict).toBe('unreadable');
    expect((await desk.call(downloadAnchor, { session: auditor, params: { number: 99 } })).status).toBe(404);
    expect((await desk.call(compareAnchor, { session: auditor, body: { text: 'x'.repeat(20_001) } })).status).toBe(400);
  });
});
