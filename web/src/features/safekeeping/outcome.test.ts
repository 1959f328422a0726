import { describe, expect, it } from 'vitest';
import { translator } from '#locales/catalogues.ts';
import { outcomeOf, secondsText, troubleOf } from './outcome.ts';
import type { BackupView } from './queries.ts';

const made = {
  state: 'made',
  phase: null,
  proof: null,
  removedWhy: null,
  failure: null,
  copies: [],
} as unknown as BackupView;
const proof = (state: string) => ({ state, at: null, seconds: null, failure: null }) as BackupView['proof'];

describe('a backup in words', () => {
  it.each<[string, Partial<BackupView>]>([
    ['made', {}],
    ['proving', { phase: 'proving', proof: proof('running') }],
    ['proving', { proof: proof('waiting') }],
    ['proven', { proof: proof('proven') }],
    ['unproven', { proof: proof('failed') }],
    ['made', { proof: proof('interrupted') }],
    ['removed', { proof: proof('proven'), removedWhy: 'retention' }],
    ['missing', { removedWhy: 'missing' }],
    ['failed', { state: 'failed' }],
    ['running', { state: 'running', phase: 'writing' }],
  ])('is %s', (outcome, more) => {
    expect(outcomeOf({ ...made, ...more })).toBe(outcome);
  });

  it('says what to do of whatever went wrong, the archive first', () => {
    const failure = (es: string) => ({ reason: 'x', says: { es, en: '' } });
    const copies: BackupView['copies'] = [{ where: 'sftp://x', state: 'failed', at: '', failure: failure('copia') }];
    expect(troubleOf(made)).toBeNull();
    expect(troubleOf({ ...made, copies })?.es).toBe('copia');
    expect(troubleOf({ ...made, copies, failure: failure('disco lleno') })?.es).toBe('disco lleno');
  });

  it('says how long in the units that matter', () => {
    const t = translator('es-MX') as Parameters<typeof secondsText>[0];
    expect([8, 372, 3_900].map((seconds) => secondsText(t, seconds))).toEqual(['8 s', '6 min 12 s', '1 h 5 min']);
  });
});
