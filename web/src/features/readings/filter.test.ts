import { describe, expect, it } from 'vitest';
import { exportPath, filterOf, filterTyped, searchOf, typedOf, without } from './filter.ts';

const PERSON = '0199a000-0000-7000-8000-000000000001';

describe('the address of the reading log', () => {
  it('comes back as it was given', () => {
    const search = { persona: PERSON, folio: 'SS/2026/000123', que: 'file', desde: '2026-01-01', hasta: '2026-02-28' };
    expect(searchOf(filterOf(search))).toEqual(search);
    expect(searchOf(filterOf({ nombre: 'canul elena' }))).toEqual({ nombre: 'canul elena' });
    expect(searchOf(filterOf({}))).toEqual({});
  });

  it('leaves out what is no person, no thing and no day, and words of a name beside a person', () => {
    expect(filterOf({ persona: 'rosa', que: 'todo', desde: '2026-02-30', hasta: 7, nombre: '  ' })).toEqual({});
    expect(filterOf({ persona: PERSON, nombre: 'rosa' })).toEqual({ person: PERSON });
  });

  it('keeps a folio nobody can read and days the wrong way round, which are told beside their fields', () => {
    const search = { folio: 'la de ayer', desde: '2026-11-24', hasta: '2026-11-23' };
    expect(searchOf(filterOf(search))).toEqual(search);
    expect(filterOf({ folio: 123 })).toEqual({ folio: '123' });
  });

  it('goes along to the spreadsheet', () => {
    expect(exportPath('/x', {})).toBe('/x');
    expect(exportPath('/x', filterOf({ folio: 'SS/2026/000123', que: 'page' }))).toBe(
      '/x?folio=SS%2F2026%2F000123&what=page',
    );
  });
});

describe('the form', () => {
  it('holds what narrows, and the person chosen until a name is typed', () => {
    const filter = filterOf({ persona: PERSON, folio: '12', que: 'page' });
    const typed = typedOf(filter);
    expect(typed).toEqual({ name: '', folio: '12', what: 'page', from: '', to: '' });
    expect(filterTyped(typed, PERSON)).toEqual(filter);
    expect(filterTyped({ ...typed, name: 'luis' }, PERSON)).toEqual({ name: 'luis', folio: '12', what: 'page' });
  });

  it('lets one of them go', () => {
    expect(without(filterOf({ folio: '12', que: 'page' }), 'folio')).toEqual({ what: 'page' });
  });
});
