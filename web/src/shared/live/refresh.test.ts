import { QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Families, MERGE_MS, Refresher } from './refresh.ts';

const families: Families = {
  touches: (requestId) => (key, data) => key[0] === 'lists' || (data as { id?: string } | undefined)?.id === requestId,
  live: () => true,
  announcements: (key) => key[0] === 'announcements',
  notices: (key) => key[0] === 'notices',
};

let client: QueryClient;
let asked: string[];
let visible: boolean;
let refresher: Refresher;
const stops: (() => void)[] = [];

/** A page that shows this. */
const shows = async (queryKey: QueryKey, data: unknown) => {
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => {
      asked.push(String(queryKey[0]));
      return data;
    },
    staleTime: 60_000,
  });
  stops.push(observer.subscribe(() => undefined));
  await vi.advanceTimersByTimeAsync(1);
};

beforeEach(async () => {
  vi.useFakeTimers();
  client = new QueryClient();
  [asked, visible] = [[], true];
  refresher = new Refresher(client, families, () => visible);
  await shows(['lists'], []);
  await shows(['one'], { id: 'r1' });
  await shows(['notices'], []);
  asked = [];
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  refresher.close();
  client.clear();
  vi.useRealTimers();
});

describe('what is asked again', () => {
  it('is what a burst of changes touched, once', async () => {
    for (let turn = 0; turn < 20; turn += 1) refresher.request('r1');
    refresher.request('r2');
    await vi.advanceTimersByTimeAsync(MERGE_MS - 10);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(asked.toSorted()).toEqual(['lists', 'one']);
  });

  it('is only the lists for a request that is not on screen', async () => {
    refresher.request('r2');
    await vi.advanceTimersByTimeAsync(MERGE_MS + 10);
    expect(asked).toEqual(['lists']);
  });

  it('waits in a hidden page, where the copy is only known to be old', async () => {
    visible = false;
    refresher.everything();
    await vi.advanceTimersByTimeAsync(MERGE_MS + 10);
    expect(asked).toEqual([]);
    expect(client.getQueryState(['lists'])?.isInvalidated).toBe(true);
  });

  it('leaves out what arrived after the moment nothing can have been missed', async () => {
    const moment = Date.now() + 50;
    await vi.advanceTimersByTimeAsync(100);
    client.setQueryData(['one'], { id: 'r1' });
    refresher.olderThan(moment);
    await vi.advanceTimersByTimeAsync(MERGE_MS + 10);
    expect(asked.toSorted()).toEqual(['lists', 'notices']);
  });
});
