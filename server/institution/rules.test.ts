import { describe, expect, it } from 'vitest';
import type { Institution } from './rows.ts';
import { isOwnAddress, registrationMode, todayAt, yearAt } from './rules.ts';

describe('the day at the institution', () => {
  it.each([
    ['America/Mexico_City', '2026-12-31T23:59:59Z', '2026-12-31', 2026],
    ['America/Mexico_City', '2027-01-01T05:59:59Z', '2026-12-31', 2026],
    ['America/Mexico_City', '2027-01-01T06:00:00Z', '2027-01-01', 2027],
    ['America/Cancun', '2027-01-01T05:00:00Z', '2027-01-01', 2027],
    ['America/Tijuana', '2026-07-01T06:59:59Z', '2026-06-30', 2026],
  ])('in %s at %s is %s', (timeZone, at, day, year) => {
    expect(todayAt({ timeZone }, new Date(at))).toBe(day);
    expect(yearAt({ timeZone }, new Date(at))).toBe(year);
  });
});

describe('an address of the institution', () => {
  const institution = { mailDomains: ['col.gob.mx', 'finanzas.example'] };
  it.each([
    ['rosa@col.gob.mx', true],
    ['rosa@admon.col.gob.mx', true],
    ['rosa@finanzas.example', true],
    ['rosa@notcol.gob.mx', false],
    ['rosa@col.gob.mx.evil.example', false],
    ['rosa@gob.mx', false],
    ['col.gob.mx@evil.example', false],
  ])('%s: %s', (email, own) => {
    expect(isOwnAddress(institution, email)).toBe(own);
  });
});

describe('what "Crear cuenta" may do', () => {
  const given = (over: Partial<Institution>) =>
    registrationMode({
      setUpAt: new Date(0),
      mailDomains: ['col.gob.mx'],
      selfRegistration: 'verified_email',
      ...over,
    } as Institution);
  it.each([
    [{}, 'verified_email'],
    [{ selfRegistration: 'verified_email_and_approval' }, 'verified_email_and_approval'],
    [{ selfRegistration: 'off' }, 'off'],
    [{ mailDomains: [] }, 'off'],
    [{ setUpAt: null }, 'off'],
  ] as const)('with %o is %s', (over, mode) => {
    expect(given(over)).toBe(mode);
  });
});
