import { describe, expect, it } from 'vitest';
import { readPhone, shownPhone } from './phone.ts';

describe('a telephone number', () => {
  it.each([
    ['312 316 2000 ext. 2345', '+523123162000', '2345', '312 316 2000 ext. 2345'],
    ['(312) 316-2000, extensión 22', '+523123162000', '22', '312 316 2000 ext. 22'],
    ['3123162000 Ext 2345.', '+523123162000', '2345', '312 316 2000 ext. 2345'],
    ['3123162000x9', '+523123162000', '9', '312 316 2000 ext. 9'],
    ['01 312 316 2000', '+523123162000', '', '312 316 2000'],
    ['044 312 316 2000', '+523123162000', '', '312 316 2000'],
    ['045 312 316 2000', '+523123162000', '', '312 316 2000'],
    ['+52 1 312 316 2000', '+523123162000', '', '312 316 2000'],
    ['+52 312 316 2000', '+523123162000', '', '312 316 2000'],
    ['52 312 316 2000', '+523123162000', '', '312 316 2000'],
    ['55 1234 5678', '+525512345678', '', '55 1234 5678'],
    ['+1 212 555 0100', '+12125550100', '', '+1 212 555 0100'],
  ])('%s is read and shown', (typed, phone, extension, shown) => {
    expect(readPhone(typed)).toEqual({ phone, extension });
    expect(shownPhone({ phone, extension })).toBe(shown);
  });

  it.each(['316 2000', 'ext. 2345', '12', '312 316 20001', 'mi casa 3', '312-CASA-2000', '000 000 0000', '+52'])(
    '%s is refused',
    (typed) => {
      expect(() => readPhone(typed)).toThrow('phone.unreadable');
    },
  );

  it('that is absent shows nothing', () => {
    expect(shownPhone({ phone: '', extension: '' })).toBe('');
  });
});
