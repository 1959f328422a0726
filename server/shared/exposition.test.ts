import { describe, expect, it } from 'vitest';
import { exposition, openTimings } from './exposition.ts';

describe('figures for Prometheus', () => {
  it('stand together by name under one heading, with labels escaped', () => {
    const gauge = { kind: 'gauge', help: 'Work.' } as const;
    const text = exposition([
      { ...gauge, name: 'mesa_jobs', labels: { queue: 'a"b\\c\nd' }, value: 2 },
      { name: 'mesa_cuts_total', kind: 'counter', help: 'Cuts.', value: 7 },
      { ...gauge, name: 'mesa_jobs', labels: { queue: 'other' }, value: 0 },
    ]);
    expect(text).toBe(
      [
        '# HELP mesa_jobs Work.',
        '# TYPE mesa_jobs gauge',
        'mesa_jobs{queue="a\\"b\\\\c\\nd"} 2',
        'mesa_jobs{queue="other"} 0',
        '# HELP mesa_cuts_total Cuts.',
        '# TYPE mesa_cuts_total counter',
        'mesa_cuts_total 7',
        '',
      ].join('\n'),
    );
  });

  it('count times in buckets that include those below, and keep their sum', () => {
    const timings = openTimings('mesa_seconds', 'Time.');
    for (const seconds of [0.004, 0.02, 0.02, 3, 60])
      timings.observe({ operation: 'listQueue', status: '2xx' }, seconds);
    const text = exposition([], [timings]);
    const of = (le: string) =>
      new RegExp(`mesa_seconds_bucket\\{operation="listQueue",status="2xx",le="${le}"\\} (\\d+)`).exec(text)?.[1];
    expect([of('0.005'), of('0.01'), of('0.025'), of('5'), of('10'), of('\\+Inf')]).toEqual([
      '1',
      '1',
      '3',
      '4',
      '4',
      '5',
    ]);
    expect(text).toContain('mesa_seconds_count{operation="listQueue",status="2xx"} 5');
    expect(text).toContain('mesa_seconds_sum{operation="listQueue",status="2xx"} 63.044');
  });
});
