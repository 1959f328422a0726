import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInstitution } from '#contract/institution.ts';
import { listDeadJobs } from '#contract/upkeep.ts';
import { openMetricsDoor } from '#server/shared/http/metrics-door.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { freePort } from '#tests/kit/program.ts';
import { readDeskState } from './desk-state.ts';
import { gauges } from './gauges.ts';

describe('the figures of a running desk', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.close());

  it('tell how it fares, part by part', async () => {
    const samples = await gauges(house.house);
    const of = (name: string) => samples.filter((sample) => sample.name === name);
    expect(of('mesa_figures_missing').map(({ value }) => value)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(of('mesa_backup_key')[0]?.value).toBe(0);
    expect(of('mesa_backup_age_seconds')).toEqual([]);
    expect(of('mesa_pool_connections').length).toBe(4);
    expect(of('mesa_letters').map(({ labels }) => labels?.state)).toEqual(['waiting', 'failed', 'bounced']);
    expect(of('mesa_disk_free_bytes')[0]?.value).toBeGreaterThan(0);
    expect(of('mesa_resident_bytes')[0]?.value).toBeGreaterThan(1e7);
  });

  it('stand on the page of whoever looks after it', async () => {
    const state = await readDeskState(house.house);
    expect(state.work).toEqual({ waiting: 0, active: 0, oldestDueSince: null, dead: 0 });
    expect(state).toMatchObject({ queues: [], certificate: { state: 'none' }, livePages: 0 });
    expect(state.letters).toMatchObject({ waiting: 0, oldestWaitingSince: null });
    expect(state.versions.database).toMatch(/^18/);
    expect(state.backups).toEqual({
      hasKey: false,
      lastGoodAt: null,
      lastProvenAt: null,
      copiesTo: null,
      lastCopiedAt: null,
      overdue: false,
    });
    expect(state.disks[0]).toMatchObject({ of: 'data', low: expect.any(Boolean) });
  });

  it('leave out the part that cannot be had, and say so', async () => {
    const live = {
      ...house.house.live,
      figures: () => {
        throw new Error('gone');
      },
    };
    const samples = await gauges({ ...house.house, live });
    const missing = samples.filter(({ name, value }) => name === 'mesa_figures_missing' && value === 1);
    expect(missing.map(({ labels }) => labels)).toEqual([{ part: 'pages' }]);
    expect(samples.some(({ name }) => name === 'mesa_live_streams')).toBe(false);
    expect(samples.some(({ name }) => name === 'mesa_resident_bytes')).toBe(true);
  });

  it('are given at a door of their own, by names of operations and never by paths', async () => {
    await house.call(readInstitution);
    expect((await house.call(listDeadJobs)).status).toBe(401);
    await house.app.inject({ url: '/api/requests/SS-2026-000123', headers: { host: 'localhost:3000' } });
    const port = await freePort();
    const door = await openMetricsDoor({ port, host: '127.0.0.1', figures: house.figures });
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
      const text = await answer.text();
      expect(answer.headers.get('content-type')).toContain('version=0.0.4');
      expect(text).toContain('mesa_http_request_duration_seconds_count{operation="readInstitution",status="2xx"} 1');
      expect(text).toContain('mesa_http_request_duration_seconds_count{operation="listDeadJobs",status="4xx"} 1');
      expect(text).not.toMatch(/SS-2026|\/api\//);
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
      expect((await house.app.inject({ url: '/metrics', headers: { host: 'localhost:3000' } })).statusCode).toBe(404);
    } finally {
      await door.close();
    }
  });
});
