/** What the desk forgets by itself, and that the history still verifies once it did. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLetters, retryLetter } from '#contract/notifications.ts';
import { foreseeSweep, readRetention, saveRetention } from '#contract/retention.ts';
import { schedules as accountSchedules } from '#server/accounts/reactions.ts';
import { queueLetter } from '#server/notifications/rows.ts';
import { sweepLetters } from '#server/notifications/sweep.ts';
import { DAY } from '#server/shared/clock.ts';
import { entriesOf, verifyChains } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let personId: string;
const EMAIL = 'rosa.canul@gobierno.example';

const sweepAccounts = () => accountSchedules.find(({ name }) => name === 'sweep-accounts')?.run(desk.house);
const places = () => desk.house.store.read.selectFrom('sign_in_places').selectAll().execute();
const entrance = async () =>
  (await entriesOf(desk.house.store.read, `person:${personId}`)).filter(({ fact }) => fact === 'session.started');

async function letter(state: 'sent' | 'failed' | 'waiting'): Promise<string> {
  const id = newId();
  await desk.house.store.aside('delivery', async (db, now) => {
    await queueLetter(
      db,
      {
        ...{ id, fact: { id: newId(), at: now, sequence: 1 }, kind: 'reset', personId, messageId: `<${id}@mesa>` },
        ...{ to: { name: 'Rosa Elena Canul Pech', address: EMAIL }, requestId: null, locale: 'es-MX' },
        ...{ subject: 'Contraseña de Rosa', content: { about: 'Rosa' } },
      },
      now,
    );
    await db
      .updateTable('letters')
      .set({ state, last_error: state === 'failed' ? `550 <${EMAIL}> unknown` : null })
      .where('id', '=', id)
      .execute();
  });
  return id;
}

/** Months later, with a password that is none the older. */
async function enterAgain(): Promise<string> {
  await desk.house.store.aside('session', (db, now) =>
    db.updateTable('people').set({ password_changed_at: now }).execute(),
  );
  return desk.enter(ADMIN.email, ADMIN.password);
}

const letters = async (session: string) => {
  const { reply } = await desk.call(listLetters, { session });
  return new Map(reply.items.map((item) => [item.id as string, item]));
};

beforeAll(async () => {
  desk = await settle();
  personId = await desk.person({ email: EMAIL });
  await desk.enter(EMAIL);
}, 60_000);
afterAll(() => desk.close());

describe('where a sign-in came from', () => {
  it('is a row the history names by its id, and goes after ninety days; the entry stays and verifies', async () => {
    const [entry] = await entrance();
    const [place] = (await places()).filter((row) => row.person_id === personId);
    expect(entry?.data).toMatchObject({ personId, placeId: place?.id });
    expect(JSON.stringify(entry?.data)).not.toContain(place?.address);
    desk.clock.advance(89 * DAY);
    await sweepAccounts();
    expect((await places()).map(({ id }) => id)).toContain(place?.id);
    desk.clock.advance(2 * DAY);
    await sweepAccounts();
    expect(await places()).toEqual([]);
    expect(await entrance()).toEqual([entry]);
    expect((await verifyChains(desk.house.store.read)).breaks).toEqual([]);
  });
});

describe('letters', () => {
  it('keep what became of them after the institution’s term, and neither address nor words', async () => {
    const [sent, failed, waiting] = [await letter('sent'), await letter('failed'), await letter('waiting')];
    desk.clock.advance(100 * DAY);
    const session = await enterAgain();
    const read = (await desk.call(readRetention, { session })).reply;
    expect(read).toEqual({ terms: { letterDays: 730, blockedYears: 5 }, sweptAt: null, swept: null, version: 1 });
    await sweepLetters(desk.house);
    const save = (letterDays: number, version = 1) =>
      desk.call(saveRetention, { session, body: { terms: { letterDays, blockedYears: 5 }, version } });
    const foreseen = (letterDays: number) =>
      desk.call(foreseeSweep, { session, query: { letterDays: String(letterDays) } });
    expect((await foreseen(30)).problem.fields?.[0]).toMatchObject({
      path: 'letterDays',
      message: 'field.policy-range',
    });
    const { reply } = await foreseen(90);
    expect(reply).toMatchObject({ already: { letters: 0, notices: 0 }, blocked: 0 });
    expect(reply.letters).toBeGreaterThanOrEqual(2);
    expect((await save(30)).problem.fields?.[0]).toMatchObject({ path: 'terms.letterDays' });
    expect((await save(90)).status).toBe(200);
    expect((await save(90)).problem.code).toBe('version.stale');
    const before = await letters(session);
    expect(before.get(sent)).toMatchObject({ to: EMAIL, erasedAt: null });
    const recent = await letter('sent');
    await sweepLetters(desk.house, 1);
    const now = desk.clock.now().toISOString();
    const after = await letters(session);
    const gone = { to: '', subject: '', lastError: null, erasedAt: now };
    expect(after.get(sent)).toMatchObject({ ...gone, kind: 'reset', state: 'sent' });
    expect(after.get(failed)).toMatchObject({ ...gone, state: 'failed' });
    for (const id of [waiting, recent]) expect(after.get(id)).toMatchObject({ to: EMAIL, erasedAt: null });
    const kept = await desk.house.store.read.selectFrom('letters').selectAll().where('id', '=', failed).execute();
    expect(JSON.stringify(kept)).not.toMatch(/rosa/i);
    const again = await desk.call(retryLetter, { session, params: { id: failed as never } });
    expect(again.problem.code).toBe('letter.not-waiting');
    expect((await desk.call(readRetention, { session })).reply).toMatchObject({
      ...{ sweptAt: now, version: 2 },
      swept: { letters: reply.letters, notices: reply.notices },
    });
  });
});
