import { describe, expect, it } from 'vitest';
import type { CalendarId, LevelContent } from '#contract/service-levels.ts';
import { type MessageKey, translator } from '#locales/catalogues.ts';
import type { Translate } from '#web/shared/i18n.ts';
import { changesOf, factsOf } from './changes.ts';
import { contentOf, draftOf, onBoxes } from './level-draft.ts';

const t: Translate = (key, values) => translator('es-MX')(key as MessageKey, values);
const calendarId = '01890000-0000-7000-8000-000000000001' as CalendarId;
const given = { t, locale: 'es-MX' as const, calendars: [{ id: calendarId, name: { es: 'Oficina', en: 'Office' } }] };
const CONTENT: LevelContent = {
  code: 'N3',
  name: { es: 'Estándar', en: 'Standard' },
  description: { es: '', en: '' },
  firstResponseMinutes: 240,
  resolutionMinutes: 960,
  nextResponseMinutes: null,
  atRiskPercent: 75,
  escalations: { lead: true, owner: true, agencyHeadPercent: 200 },
  calendarId,
  countsOnDuty: false,
  effectiveOn: null,
};

describe('what a draft changes', () => {
  it('is nothing when it says the same, whatever its day', () => {
    expect(changesOf(CONTENT, { ...CONTENT, effectiveOn: '2027-01-01' }, given)).toEqual([]);
  });

  it('is said field by field in the words of the form', () => {
    const after = {
      ...CONTENT,
      resolutionMinutes: 1440,
      nextResponseMinutes: 90,
      escalations: { lead: false, owner: true, agencyHeadPercent: null },
    };
    expect(changesOf(CONTENT, after, given)).toEqual([
      { field: 'levels.field.resolution', before: '2 días hábiles', after: '3 días hábiles' },
      { field: 'levels.field.next', before: 'Sin promesa', after: '1 h 30 min' },
      { field: 'levels.field.lead', before: 'Sí', after: 'No' },
      { field: 'levels.field.head', before: '200 %', after: 'No' },
    ]);
  });

  it('is everything it says where there was nothing before', () => {
    const fields = changesOf(null, CONTENT, given).map((change) => change.field);
    expect(fields).toEqual(factsOf(CONTENT, given).map(([field]) => field));
    expect(fields).not.toContain('levels.field.description');
  });
});

describe('the form of a level', () => {
  it('gives back what it was filled with', () => {
    expect(contentOf(draftOf(t, CONTENT))).toEqual(CONTENT);
    const other = {
      ...CONTENT,
      nextResponseMinutes: 125,
      escalations: { ...CONTENT.escalations, agencyHeadPercent: null },
    };
    expect(contentOf(draftOf(t, other))).toEqual(other);
  });

  it('says of a time it cannot read how to write it, not that it is missing', () => {
    const draft = { ...draftOf(t, CONTENT), resolution: 'pronto', firstResponse: '' };
    const faults = { 'content.resolutionMinutes': 'x', 'content.firstResponseMinutes': 'Falta este dato.' };
    expect(onBoxes(t, faults, draft)).toEqual({
      resolution: t('levels.span.unreadable'),
      firstResponse: 'Falta este dato.',
    });
  });
});
