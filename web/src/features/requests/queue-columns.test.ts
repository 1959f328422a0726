import { describe, expect, it } from 'vitest';
import { VIEW_COLUMNS } from '#contract/saved-views.ts';
import { CHOOSABLE, COLUMN_WORDS, columnsOf, inOrder, sayColumns, USUAL } from './queue-columns.ts';
import { searchOf } from './queue-filters.ts';

describe('the columns of the list', () => {
  it('are the usual ones while nothing else is said, and then the address says nothing', () => {
    for (const said of [undefined, '', 'nada', 7, ['folio']]) expect(columnsOf(said)).toEqual(USUAL);
    expect(inOrder([])).toEqual(USUAL);
    expect(sayColumns([])).toBeUndefined();
    expect(sayColumns(USUAL.toReversed())).toBeUndefined();
  });

  it('stand in one order, each once, never without folio and subject', () => {
    expect(columnsOf('compromiso,equipo,equipo,loquesea,folio')).toEqual(['folio', 'subject', 'team', 'due']);
    expect(sayColumns(['due', 'team'])).toBe('folio,asunto,equipo,compromiso');
    expect(sayColumns(['subject'])).toBe('folio,asunto');
  });

  it('read again are those that were said, all of them and any one', () => {
    for (const columns of [VIEW_COLUMNS, ...CHOOSABLE.map((name) => [name])])
      expect(columnsOf(sayColumns(columns))).toEqual(inOrder(columns));
    expect(Object.keys(COLUMN_WORDS).sort()).toEqual([...VIEW_COLUMNS].sort());
  });

  it('go with the filters, the form and the saved view', () => {
    expect(searchOf({ view: 'all', order: 'newest' }, { form: 'list', saved: 'v', columns: ['level'] })).toEqual({
      vista: 'all',
      orden: 'newest',
      forma: 'lista',
      columnas: 'folio,asunto,nivel',
      guardada: 'v',
    });
    expect(searchOf({ view: 'all' }, { form: 'split' })).toEqual({ vista: 'all' });
  });
});
