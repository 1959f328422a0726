import { afterEach, describe, expect, it, vi } from 'vitest';
import { type LineState, LiveLine } from './line.ts';
import type { EventStream, Signal } from './source.ts';

/** A stream that says what the test says. */
class FakeStream extends EventTarget {
  static all: FakeStream[] = [];
  readyState = 0;
  readonly after: string;
  constructor(after: string) {
    super();
    this.after = after;
    FakeStream.all.push(this);
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  breaks(readyState: 0 | 2) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
  says(name: string, data: unknown, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId }));
  }
  close() {
    this.readyState = 2;
  }
}

type Tab = { line: LiveLine; heard: Signal[]; states: LineState[]; since: number[]; refused: number };
const tabs: Tab[] = [];
let place = 0;

function tab(name: string, visible = true): Tab {
  const it: Tab = { heard: [], states: [], since: [], refused: 0, line: null as never };
  it.line = new LiveLine(
    name,
    {
      signal: (signal) => it.heard.push(signal),
      state: (state) => it.states.push(state),
      since: (moment) => it.since.push(moment),
      refused: () => {
        it.refused += 1;
      },
    },
    {
      locks: navigator.locks,
      channel: (channel) => new BroadcastChannel(channel) as never,
      open: (after) => new FakeStream(after) as unknown as EventStream,
      visible: () => visible,
    },
  );
  tabs.push(it);
  return it;
}

const streams = () => FakeStream.all.filter((one) => one.readyState !== 2);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 2_000, interval: 5 });
const nextName = () => `line-${process.pid}-${++place}`;

afterEach(() => {
  for (const { line } of tabs.splice(0)) line.close();
  FakeStream.all = [];
});

async function threeTabs(): Promise<[Tab, Tab, Tab]> {
  const name = nextName();
  const three: [Tab, Tab, Tab] = [tab(name), tab(name), tab(name)];
  await eventually(() => expect(streams()).toHaveLength(1));
  streams()[0]?.opens();
  await eventually(() => expect(three.map(({ states }) => states.at(-1))).toEqual(['live', 'live', 'live']));
  return three;
}

describe('one stream per browser', () => {
  it('is opened by one tab and heard in all of them', async () => {
    const three = await threeTabs();
    streams()[0]?.says('change', { requestId: 'r1', sequence: 4 }, 'AAAAAAAA-1');
    await eventually(() => expect(three.map(({ heard }) => heard.length)).toEqual([1, 1, 1]));
    expect(three.map(({ heard }) => heard[0])).toEqual(
      Array.from({ length: 3 }, () => ({
        name: 'change',
        data: { requestId: 'r1', sequence: 4 },
        id: 'AAAAAAAA-1',
      })),
    );
    expect(FakeStream.all).toHaveLength(1);
  });

  it('passes to another tab at once when the one that leads closes, and goes on after the last event', async () => {
    const [first, second, third] = await threeTabs();
    streams()[0]?.says('notices', {}, 'AAAAAAAA-7');
    await eventually(() => expect(third.heard).toHaveLength(1));
    const before = performance.now();
    first.line.close();
    await eventually(() => expect(streams()).toHaveLength(1));
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(streams()[0]?.after).toBe('AAAAAAAA-7');
    const asked = second.since.length;
    streams()[0]?.opens();
    streams()[0]?.says('notices', {}, 'AAAAAAAA-8');
    await eventually(() => expect([second, third].map(({ heard }) => heard.length)).toEqual([2, 2]));
    expect(second.since).toHaveLength(asked);
  });

  it('asks for what may have been missed when no event was heard before', async () => {
    const name = nextName();
    const only = tab(name);
    await eventually(() => expect(streams()).toHaveLength(1));
    streams()[0]?.opens();
    expect(only.since).toHaveLength(1);
    streams()[0]?.breaks(0);
    expect(only.states.at(-1)).toBe('cut');
    streams()[0]?.opens();
    expect(only.since).toHaveLength(2);
    expect(only.states.at(-1)).toBe('live');
  });

  it('opens anew after an answer that is no stream, and says that the session may be over', async () => {
    const only = tab(nextName());
    await eventually(() => expect(streams()).toHaveLength(1));
    streams()[0]?.breaks(2);
    expect(only.refused).toBe(1);
    expect(only.states.at(-1)).toBe('cut');
    await eventually(() => expect(streams()).toHaveLength(1));
    expect(FakeStream.all).toHaveLength(2);
  });

  it('stays closed for long after the server said that the session has ended', async () => {
    const only = tab(nextName());
    await eventually(() => expect(streams()).toHaveLength(1));
    streams()[0]?.opens();
    streams()[0]?.says('end', { reason: 'session' });
    expect(only.heard.at(-1)?.name).toBe('end');
    expect(only.refused).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    expect(streams()).toHaveLength(0);
  });

  it('takes the lead from a tab that sleeps', async () => {
    const name = nextName();
    let wake = () => {};
    void navigator.locks.request(name, () => new Promise<void>((resolve) => (wake = resolve))).catch(() => undefined);
    const only = tab(name);
    await vi.waitFor(() => expect(streams()).toHaveLength(1), { timeout: 9_000 });
    expect(only.states).toEqual(['cut']);
    streams()[0]?.opens();
    expect(only.states).toEqual(['cut', 'live']);
    wake();
  }, 12_000);

  it('tells the other tabs, and not the one that speaks', async () => {
    const [first, second, third] = await threeTabs();
    second.line.tell({ name: 'change', data: { requestId: 'r9', sequence: 0 }, id: '' });
    await eventually(() => expect([first, third].map(({ heard }) => heard.length)).toEqual([1, 1]));
    expect(second.heard).toHaveLength(0);
  });
});
