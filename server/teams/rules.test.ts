import { describe, expect, it } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import type { PersonActor } from '#server/shared/policy.ts';
import { absencePolicy, teamPolicy } from './policy.ts';
import { dayBefore, dayFaults, keyFor } from './rules.ts';

const actor = (roles: Role[], teamIds: string[] = [], areaIds: string[] | 'every' = []): PersonActor => ({
  kind: 'person',
  id: 'me',
  sessionId: 's',
  roles,
  agencyId: 'a',
  teamIds,
  areaIds,
  locale: 'es-MX',
});

describe('the key of a new team', () => {
  it('is its name in plain letters, and nobody else’s', () => {
    expect(keyFor('Telefonía y vídeo', new Set())).toBe('telefonia-y-video');
    expect(keyFor('Redes', new Set(['redes', 'redes-2']))).toBe('redes-3');
    expect(keyFor('—', new Set())).toBe('equipo');
    expect(keyFor(`${'a'.repeat(59)} b`, new Set())).toBe('a'.repeat(59));
  });
});

describe('the days of an absence', () => {
  it.each([
    ['2026-11-23', '2026-11-23', undefined],
    ['2026-11-20', '2026-11-23', undefined],
    ['2026-11-24', '2026-11-23', 'field.absence-crossed'],
    ['2026-11-20', '2026-11-22', 'field.date-past'],
    ['2026-11-23', '2027-11-23', undefined],
    ['2026-11-23', '2027-11-24', 'field.too-many'],
  ])('%s to %s: %s', (from, to, message) => {
    expect(dayFaults({ from, to }, '2026-11-23')[0]?.message).toBe(message);
  });

  it('end the day before one is back, over the end of a month too', () => {
    expect(dayBefore('2026-12-01')).toBe('2026-11-30');
    expect(dayBefore('2028-03-01')).toBe('2028-02-29');
  });
});

describe('who decides of teams', () => {
  const mine = { id: 'redes', areaId: 'si', retired: false };
  const theirs = { id: 'rh', areaId: 'st', retired: false };
  const lead = actor(['team_lead'], ['redes'], ['si']);

  it('is Servicios Generales of all of it, and who leads one of its people', () => {
    for (const right of ['add', 'change', 'members', 'retire'] as const) {
      expect(teamPolicy.may(right, actor(['service_owner']), theirs)).toBe(true);
      expect(teamPolicy.may(right, lead, mine)).toBe(right === 'members');
      expect(teamPolicy.may(right, lead, theirs)).toBe(false);
      expect(teamPolicy.may(right, actor(['agent'], ['redes'], ['si']), mine)).toBe(false);
      expect(teamPolicy.may(right, actor(['service_owner']), { ...mine, retired: true })).toBe(false);
    }
    expect(teamPolicy.may('restore', actor(['service_owner']), mine)).toBe(false);
    expect(teamPolicy.may('restore', actor(['service_owner']), { ...mine, retired: true })).toBe(true);
    expect(teamPolicy.may('restore', lead, { ...mine, retired: true })).toBe(false);
  });

  it('a lead of first contact sees every area and still decides of their own team alone', () => {
    const first = actor(['team_lead'], ['mesa'], 'every');
    expect(teamPolicy.may('members', first, { id: 'mesa', areaId: null, retired: false })).toBe(true);
    expect(teamPolicy.may('members', first, mine)).toBe(false);
    expect(teamPolicy.may('see-load', first, mine)).toBe(true);
  });

  it('counts for a reader only what they may see', () => {
    expect(teamPolicy.may('see-load', lead, mine)).toBe(true);
    expect(teamPolicy.may('see-load', lead, theirs)).toBe(false);
    expect(teamPolicy.may('see-load', actor(['agent'], ['redes'], ['si']), { ...mine, id: 'soporte' })).toBe(false);
    expect(teamPolicy.may('see-load', actor(['auditor']), theirs)).toBe(true);
    expect(teamPolicy.may('see-load', actor(['operator_admin']), theirs)).toBe(false);
  });
});

describe('who arranges an absence', () => {
  const absence = { personId: 'marco', teamIds: ['redes'] };
  it.each([
    [actor(['service_owner']), true, true],
    [actor(['team_lead'], ['redes']), true, true],
    [actor(['team_lead'], ['rh']), false, false],
    [actor(['agent'], ['redes']), true, false],
    [actor(['agent'], ['rh']), false, false],
    [{ ...actor(['agent'], []), id: 'marco' }, true, true],
    [{ ...actor(['requester'], []), id: 'marco' }, true, false],
    [actor(['auditor']), true, false],
    [actor(['operator_admin']), false, false],
  ])('%#', (who, sees, may) => {
    expect(absencePolicy.sees(who, absence)).toBe(sees);
    expect(absencePolicy.may('set', who, absence)).toBe(may);
    expect(absencePolicy.may('hand-over', who, absence)).toBe(may);
  });
});
