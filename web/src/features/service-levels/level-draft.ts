/** A level as it is typed: everything text, turned into the contract's shape to be checked and sent. */
import type { LevelContent, LevelDetail } from '#contract/service-levels.ts';
import type { Translate } from '#web/shared/i18n.ts';
import { readSpan, writeSpan } from './spans.ts';

export type LevelDraft = {
  code: string;
  nameEs: string;
  nameEn: string;
  descriptionEs: string;
  descriptionEn: string;
  firstResponse: string;
  resolution: string;
  nextResponse: string;
  atRisk: string;
  lead: boolean;
  owner: boolean;
  head: boolean;
  headPercent: string;
  calendarId: string;
  onDuty: boolean;
  effectiveOn: string;
};

export const EMPTY: LevelDraft = {
  code: '',
  nameEs: '',
  nameEn: '',
  descriptionEs: '',
  descriptionEn: '',
  firstResponse: '',
  resolution: '',
  nextResponse: '',
  atRisk: '75',
  lead: true,
  owner: true,
  head: true,
  headPercent: '200',
  calendarId: '',
  onDuty: false,
  effectiveOn: '',
};

export const draftOf = (t: Translate, content: LevelContent): LevelDraft => ({
  code: content.code,
  nameEs: content.name.es,
  nameEn: content.name.en,
  descriptionEs: content.description.es,
  descriptionEn: content.description.en,
  firstResponse: writeSpan(t, content.firstResponseMinutes),
  resolution: writeSpan(t, content.resolutionMinutes),
  nextResponse: content.nextResponseMinutes === null ? '' : writeSpan(t, content.nextResponseMinutes),
  atRisk: String(content.atRiskPercent),
  lead: content.escalations.lead,
  owner: content.escalations.owner,
  head: content.escalations.agencyHeadPercent !== null,
  headPercent: String(content.escalations.agencyHeadPercent ?? 200),
  calendarId: content.calendarId,
  onDuty: content.countsOnDuty,
  effectiveOn: content.effectiveOn ?? '',
});

/** What is not written stays missing, so that the contract's own sentence is said of it. */
const wholeNumber = (typed: string): number | null => (/^\s*\d+\s*$/.test(typed) ? Number(typed) : null);

export const contentOf = (draft: LevelDraft) => ({
  code: draft.code,
  name: { es: draft.nameEs, en: draft.nameEn },
  description: { es: draft.descriptionEs, en: draft.descriptionEn },
  firstResponseMinutes: readSpan(draft.firstResponse) as number,
  resolutionMinutes: readSpan(draft.resolution) as number,
  nextResponseMinutes: draft.nextResponse.trim() === '' ? null : readSpan(draft.nextResponse),
  atRiskPercent: wholeNumber(draft.atRisk) as number,
  escalations: {
    lead: draft.lead,
    owner: draft.owner,
    agencyHeadPercent: draft.head ? (wholeNumber(draft.headPercent) as number) : null,
  },
  calendarId: draft.calendarId,
  countsOnDuty: draft.onDuty,
  effectiveOn: draft.effectiveOn === '' ? null : draft.effectiveOn,
});

/** Path of the contract → name of the box it is typed in. */
const BOXES: Readonly<Record<string, keyof LevelDraft>> = {
  code: 'code',
  'name.es': 'nameEs',
  'name.en': 'nameEn',
  'description.es': 'descriptionEs',
  'description.en': 'descriptionEn',
  firstResponseMinutes: 'firstResponse',
  resolutionMinutes: 'resolution',
  nextResponseMinutes: 'nextResponse',
  atRiskPercent: 'atRisk',
  'escalations.agencyHeadPercent': 'headPercent',
  calendarId: 'calendarId',
  effectiveOn: 'effectiveOn',
};

export type Faults = Partial<Record<keyof LevelDraft, string>>;

/** Sentences by box. A time that was written and not understood says how to write it. */
export function onBoxes(t: Translate, faults: Record<string, string>, draft: LevelDraft): Faults {
  const found: Faults = {};
  for (const [path, sentence] of Object.entries(faults)) {
    const box = BOXES[path.replace(/^content\./, '')];
    if (box !== undefined) found[box] = sentence;
  }
  for (const box of ['firstResponse', 'resolution', 'nextResponse'] as const)
    if (draft[box].trim() !== '' && readSpan(draft[box]) === null) found[box] = t('levels.span.unreadable');
  return found;
}

/** What one goes on from: the draft, else the newest version, else nothing. */
export function startOf(t: Translate, level: LevelDetail | null): { draft: LevelDraft; edition: number } {
  const content = level?.draft?.content ?? (level?.versions[0] && { ...level.versions[0].content, effectiveOn: null });
  return { draft: content ? draftOf(t, content) : EMPTY, edition: level?.draft?.edition ?? 0 };
}
