import { describe, expect, it } from 'vitest';
import { exportPath, filterOf, monthsToChoose, searchOf } from './ledger-filter.ts';

const AGENCY = '0199a000-0000-7000-8000-000000000001';

describe('the address of the ledger', () => {
  it('comes back as it was given', () => {
    const search = { desde: '2026-01', hasta: '2026-11', dependencia: AGENCY, decide: AGENCY };
    expect(searchOf(filterOf(search))).toEqual(search);
    expect(searchOf(filterOf({}))).toEqual({});
  });

  it('leaves out what is no month and no id, and a first month after the last', () => {
    expect(filterOf({ desde: '2026-13', hasta: 'ayer', dependencia: 'SEP', decide: 7 })).toEqual({});
    expect(filterOf({ desde: '2026-12', hasta: '2026-11' })).toEqual({ to: '2026-11' });
  });

  it('goes along to the spreadsheet', () => {
    expect(exportPath('/x', {})).toBe('/x');
    expect(exportPath('/x', filterOf({ desde: '2026-01', dependencia: AGENCY }))).toBe(
      `/x?from=2026-01&agency=${AGENCY}`,
    );
  });
});

it('offers months over the new year, and those already chosen however old', () => {
  expect(monthsToChoose('2026-02', [], 3)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(monthsToChoose('2026-02', ['2019-05', '2026-01'], 2)).toEqual(['2026-02', '2026-01', '2019-05']);
});
