import { describe, expect, it } from 'vitest';
import { saidIn } from './said.ts';
import { toldOf } from './told.ts';

const BEFORE = {
  ...{ personId: '0199-leaves', colleagueId: '0199-stays', ground: 'retirement', agencyName: 'Fomento' },
  ...{ actedAt: '2026-11-09T14:52:07.120Z', effectiveAt: '2026-11-09T14:52:07.120Z' },
};
const rows = (document: object) => {
  const [facts] = toldOf('deactivation', saidIn(document as never, 'America/Mexico_City'));
  return facts?.kind === 'facts' ? Object.fromEntries(facts.rows) : {};
};

describe('the paper of a deactivation', () => {
  it('names who leaves and who goes on, with position and agency', () => {
    const told = rows({
      ...BEFORE,
      person: { name: 'Gil Uc', positionName: 'Jefe de departamento', agencyName: 'Fomento' },
      colleague: { name: 'Ana Ek', positionName: 'Directora', agencyName: 'Fomento' },
    });
    expect(told.Persona).toBe('Gil Uc, Jefe de departamento, Fomento');
    expect(told['Sus asuntos pasan a']).toBe('Ana Ek, Directora, Fomento');
    expect(JSON.stringify(told)).not.toContain('0199');
  });

  it('of one sealed before says the ids it has', () => {
    const told = rows(BEFORE);
    expect(told['Persona (identificador en la mesa)']).toBe('0199-leaves');
    expect(told['Sus asuntos pasan a (identificador en la mesa)']).toBe('0199-stays');
    expect(told).not.toHaveProperty('Persona');
  });
});
