import { describe, expect, it } from 'vitest';
import type { PersonActor } from '../policy.ts';
import { openPresence, shownFrom } from './presence.ts';
import { openRing } from './ring.ts';
import { type Outlet, openStreams, PER_NODE } from './streams.ts';
import { fromLine, type LiveFact, subjectOf, toLine, topicOf } from './wire.ts';

const fact = (n: number): LiveFact => ({
  stream: `request:${n}`,
  fact: 'request.messaged',
  sequence: n,
  actorId: null,
});

describe('a line between nodes', () => {
  it('comes back as it went', () => {
    const sent = { ...fact(7), actorId: '01890000-0000-7000-8000-000000000001' };
    expect(fromLine(toLine(sent))).toEqual(sent);
    expect(fromLine(toLine(fact(0)))).toEqual(fact(0));
    expect([topicOf('request:a:b'), subjectOf('request:a:b'), topicOf('request')]).toEqual(['request', 'a:b', '']);
  });

  it('is nothing when this program did not write it', () => {
    for (const line of ['', 'x', 'a b c d', 'a b 1', 'a b -1 d', 'a b 1 d e']) expect(fromLine(line)).toBeNull();
    expect(shownFrom('{"subject":"request:1"}')).toBeNull();
    expect(shownFrom('not json')).toBeNull();
  });
});

describe('the ring', () => {
  it('gives what came after a position, once it was delivered', () => {
    let now = 1_000;
    const ring = openRing(() => now);
    const start = ring.settled(false);
    const first = ring.add([fact(1), fact(2)]);
    expect(ring.since(start)).toEqual([]);
    ring.settle(first);
    const second = ring.add([fact(3)]);
    ring.settle(second);
    expect(ring.since(start)).toEqual([fact(1), fact(2), fact(3)]);
    expect(ring.since(first)).toEqual([fact(3)]);
    expect(ring.since(second)).toEqual([]);
    now = 5_000;
    expect(ring.settled(true)).toBe(second);
    expect(ring.settled(false)).toBe(5_000);
  });

  it('never gives a position out twice, however fast or slow the clock', () => {
    let now = 0;
    const ring = openRing(() => now);
    const seen = [ring.settled(false), ring.add([fact(1)]), ring.add([fact(2)])];
    now = 50;
    seen.push(ring.settled(false), ring.add([fact(3)]));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('says so when it does not have everything any more, or never had', () => {
    const ring = openRing(() => 0, 3);
    const start = ring.settled(false);
    const positions = [1, 2, 3, 4].map((n) => {
      const position = ring.add([fact(n)]);
      ring.settle(position);
      return position;
    });
    expect(ring.since(start)).toBeNull();
    expect(ring.since(positions[0] ?? 0)).toEqual([fact(2), fact(3), fact(4)]);
    expect(ring.since(-1)).toBeNull();
    expect(ring.since(1_000)).toBeNull();
    ring.clear();
    expect(ring.since(positions[3] ?? 0)).toBeNull();
    expect(ring.since(ring.settled(false))).toEqual([]);
  });
});

const actor = (sessionId: string): PersonActor => ({
  kind: 'person',
  id: 'p',
  sessionId,
  roles: ['requester'],
  agencyId: 'a',
  teamIds: [],
  areaIds: [],
  locale: 'es-MX',
});

/** The other side of a line, that takes in what it is told to. */
function outlet(reads: boolean) {
  const seen = { text: '', unsent: 0, cut: false, ended: false };
  const it: Outlet = {
    write: (text) => {
      seen.text += text;
      if (!reads) seen.unsent += text.length;
    },
    unsent: () => seen.unsent,
    end: () => {
      seen.ended = true;
    },
    cut: () => {
      seen.cut = true;
    },
    onClose: () => undefined,
  };
  return { it, seen };
}

describe('the streams', () => {
  it('cut off whoever leaves more than 64 kB unread, and keep no more than that', () => {
    const streams = openStreams();
    const [deaf, good] = [outlet(false), outlet(true)];
    const [one, two] = [streams.add(actor('1'), deaf.it, 'x'), streams.add(actor('2'), good.it, 'x')];
    for (let n = 0; n < 100; n += 1) for (const stream of [one, two]) streams.send(stream, ['x'.repeat(1_000)], 'x');
    expect([deaf.seen.cut, good.seen.cut, streams.all.size, streams.cuts()]).toEqual([true, false, 1, 1]);
    expect(deaf.seen.unsent).toBeLessThanOrEqual(64 * 1024);
    expect(good.seen.text).toHaveLength(100_000);
  });

  it('cut off whoever takes nothing in for 200 writes, however small', () => {
    const streams = openStreams();
    const deaf = outlet(false);
    const stream = streams.add(actor('1'), deaf.it, 'x');
    for (let n = 0; n < 200; n += 1) streams.send(stream, ['x'], 'x');
    expect(deaf.seen.cut).toBe(false);
    streams.send(stream, ['x'], 'x');
    expect(deaf.seen.cut).toBe(true);
    streams.send(stream, ['y'], 'x');
    expect(deaf.seen.text).not.toContain('y');
  });

  it('say "load anew" instead of more than a hundred events at once', () => {
    const streams = openStreams();
    const page = outlet(true);
    streams.send(
      streams.add(actor('1'), page.it, 'x'),
      Array.from({ length: 101 }, () => 'event\n\n'),
      'B-1',
    );
    expect(page.seen.text).toBe('event: reset\nid: B-1\ndata: {}\n\n');
  });

  it('beat each once in a round', () => {
    const streams = openStreams();
    const pages = Array.from({ length: 40 }, (_, n) => ({ page: outlet(true), session: String(n) }));
    for (const { page, session } of pages) streams.add(actor(session), page.it, 'x');
    for (let second = 1; second <= 15; second += 1) streams.beat(15, second, 'B-1');
    for (const { page } of pages) expect(page.seen.text).toBe('event: beat\nid: B-1\ndata: {}\n\n');
  });

  it('are not without end', () => {
    const streams = openStreams();
    for (let n = 0; n < PER_NODE; n += 1) streams.add(actor(String(n)), outlet(true).it, 'x');
    expect(streams.isFull()).toBe(true);
    streams.closeAll();
    expect([streams.all.size, streams.isFull()]).toEqual([0, false]);
  });
});

describe('who looks', () => {
  const who = (personId: string) => ({ personId: personId as never, name: personId, initials: 'X', photoId: null });

  it('changes only when somebody comes, goes, or begins or ends to write', () => {
    const book = openPresence(() => 0);
    const show = (personId: string, state: 'looking' | 'writing' | 'gone') =>
      book.show({ subject: 'request:1', who: who(personId), state });
    expect([show('a', 'looking'), show('a', 'looking'), show('a', 'writing'), show('b', 'looking')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(book.on('request:1')).toEqual([
      { ...who('a'), writing: true },
      { ...who('b'), writing: false },
    ]);
    expect([show('a', 'gone'), show('a', 'gone')]).toEqual([true, false]);
  });

  it('is forgotten after 40 s, and nobody is in more than twenty places', () => {
    let now = 0;
    const book = openPresence(() => now);
    for (let n = 0; n < 25; n += 1) {
      now = n;
      book.show({ subject: `request:${n}`, who: who('a'), state: 'looking' });
    }
    expect([book.on('request:4'), book.on('request:5')].map((people) => people.length)).toEqual([0, 1]);
    now = 40_010;
    expect(book.expire()).toEqual(['request:5', 'request:6', 'request:7', 'request:8', 'request:9', 'request:10']);
    expect(book.expire()).toEqual([]);
  });
});
