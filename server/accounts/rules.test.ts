import { describe, expect, it } from 'vitest';
import { ROLES } from '#contract/permissions.ts';
import {
  deviceOf,
  idleLimit,
  initialsOf,
  isIdle,
  mustChange,
  networkOf,
  passwordDaysLeft,
  passwordExpiry,
  tidyRoles,
} from './rules.ts';

const at = (text: string) => new Date(text);
const NOW = at('2026-11-23T16:00:00Z');
const age = (changed: string | null, mustChangePassword = false) => ({
  passwordChangedAt: changed === null ? null : at(changed),
  mustChangePassword,
});

describe('sessions', () => {
  it.each([
    ['who only asks', ['requester'], 120],
    ['who coordinates an agency', ['requester', 'agency_coordinator'], 120],
    ['who attends', ['requester', 'agent'], 30],
    ['who administers', ['operator_admin'], 30],
    ['who audits', ['auditor'], 30],
  ] as const)('of %s may lie unused %s for %i minutes', (_who, roles, minutes) => {
    expect(idleLimit(roles)).toBe(minutes * 60_000);
    const lastUsedAt = new Date(NOW.getTime() - minutes * 60_000);
    expect(isIdle({ lastUsedAt, roles }, NOW)).toBe(false);
    expect(isIdle({ lastUsedAt: new Date(lastUsedAt.getTime() - 1), roles }, NOW)).toBe(true);
  });
});

describe('the age of a password', () => {
  it.each([
    ['today', age('2026-11-23T16:00:00Z'), 30, 30, false],
    ['a minute less than a day ago', age('2026-11-22T16:01:00Z'), 30, 30, false],
    ['29 days and a half ago', age('2026-10-25T04:00:00Z'), 30, 1, false],
    ['30 days ago to the second', age('2026-10-24T16:00:00Z'), 30, 0, true],
    ['two months ago', age('2026-09-23T16:00:00Z'), 30, 0, true],
    ['a week ago where a week is the most', age('2026-11-16T15:00:00Z'), 7, 0, true],
    ['never', age(null), 30, 0, true],
    ['today, but somebody else knew it', age('2026-11-23T16:00:00Z', true), 30, 0, true],
  ])('changed %s', (_when, given, maxAge, daysLeft, change) => {
    const rules = { passwordMaxAgeDays: maxAge, exemptsPasswordless: false };
    expect(passwordDaysLeft(given, rules, NOW)).toBe(daysLeft);
    expect(mustChange(given, rules, NOW)).toBe(change);
  });

  it.each([
    ['no password', age(null), null, false],
    ['no password, and somebody asked for one', age(null, true), 0, true],
    ['a password of their own', age('2026-09-23T16:00:00Z'), 0, true],
  ])(
    'counts for nobody who comes in another way, where the institution says so: %s',
    (_who, given, daysLeft, change) => {
      const rules = { passwordMaxAgeDays: 30, exemptsPasswordless: true };
      expect(passwordDaysLeft(given, rules, NOW)).toBe(daysLeft);
      expect(mustChange(given, rules, NOW)).toBe(change);
    },
  );

  it('has no end while there is no password', () => {
    expect(passwordExpiry(age(null), 30)).toBeNull();
    expect(passwordExpiry(age('2026-11-01T00:00:00Z'), 30)).toEqual(at('2026-12-01T00:00:00Z'));
  });
});

describe('the network of an address', () => {
  it.each([
    ['10.1.2.3', '10.1.2.0/24'],
    ['::ffff:10.1.2.3', '10.1.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge · Windows'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome · Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari · iOS'],
    ['curl/8', ' · '],
    ['X11; Linux', ' · Linux'],
    ['', ' · '],
  ])('that says %s is shown as %s', (userAgent, shown) => {
    const { browser, system } = deviceOf(userAgent);
    expect([browser, system].join(' · ')).toBe(shown);
  });
});

it('roles come in the order of the contract, each once', () => {
  expect(tidyRoles(ROLES, ['operator_admin', 'requester', 'operator_admin'])).toEqual(['requester', 'operator_admin']);
});

it('initials are of the first name and the first surname', () => {
  expect(initialsOf({ givenNames: 'rosa elena', firstSurname: 'canul' })).toBe('RC');
  expect(initialsOf({ givenNames: 'Ángel', firstSurname: '' })).toBe('Á');
});
