import { describe, expect, it } from 'vitest';
import { isColleagues } from './queue-selection.ts';

describe('whose a chosen row is', () => {
  const me = { givenNames: 'Rosa Elena', firstSurname: 'Canul', secondSurname: 'Pech' };

  it('is a colleague’s when another name attends it, also one that only begins like mine', () => {
    expect(isColleagues({ agentName: 'Jorge Luis Ek Chan' }, me)).toBe(true);
    expect(isColleagues({ agentName: 'Rosa Elena Canul Uc' }, me)).toBe(true);
  });

  it('is not when nobody attends it or I do, by my whole name or as the row says it while I take it', () => {
    expect(isColleagues({ agentName: null }, me)).toBe(false);
    expect(isColleagues({ agentName: 'Rosa Elena Canul Pech' }, me)).toBe(false);
    expect(isColleagues({ agentName: 'Rosa Elena Canul' }, me)).toBe(false);
    expect(isColleagues({ agentName: 'Ana Uc' }, { givenNames: 'Ana', firstSurname: 'Uc', secondSurname: '' })).toBe(
      false,
    );
  });
});
