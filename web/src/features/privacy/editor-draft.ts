/** The next version while it is written: its simplified text, and the integral one by its sections. */
import type { BodyInput } from '#contract/operation.ts';
import type { NextNotice, NoticeTexts, publishPrivacyNotice } from '#contract/privacy.ts';

/** `id` tells two sections apart while they are moved; it is not kept anywhere else. */
export type SectionDraft = { id: number; title: string; body: string };
export type TextDraft = { short: string; sections: SectionDraft[] };
export type NoticeDraft = { follows: number; es: TextDraft; en: TextDraft; withEnglish: boolean };
export type Language = 'es' | 'en';

const MARK = '# ';

/** What stands before the first title is a section without one. */
export function sectionsOf(text: string): SectionDraft[] {
  const made: SectionDraft[] = [];
  for (const line of text.split('\n')) {
    const last = made.at(-1);
    if (line.startsWith(MARK)) made.push({ id: made.length, title: line.slice(MARK.length).trim(), body: '' });
    else if (last === undefined) {
      if (line.trim() !== '') made.push({ id: 0, title: '', body: line });
    } else last.body = last.body === '' ? line : `${last.body}\n${line}`;
  }
  return made.map((each) => ({ ...each, body: each.body.trim() }));
}

/** Empty sections leave nothing. */
export const textOf = (sections: readonly SectionDraft[]): string =>
  sections
    .flatMap(({ title, body }) => [title.trim() === '' ? '' : `${MARK}${title.trim()}`, body.trim()])
    .filter((part) => part !== '')
    .join('\n');

export const newSection = (sections: readonly SectionDraft[]): SectionDraft => ({
  id: Math.max(-1, ...sections.map(({ id }) => id)) + 1,
  title: '',
  body: '',
});

/** The section one place up or down. */
export function moved(sections: readonly SectionDraft[], index: number, by: 1 | -1): SectionDraft[] {
  const made = [...sections];
  const [taken] = made.splice(index, 1);
  if (taken !== undefined) made.splice(index + by, 0, taken);
  return made;
}

export const draftOf = ({ follows, next }: Pick<NextNotice, 'follows' | 'next'>): NoticeDraft => ({
  follows,
  es: { short: next.shortEs, sections: sectionsOf(next.fullEs) },
  en: { short: next.shortEn, sections: sectionsOf(next.fullEn) },
  withEnglish: next.fullEn !== '',
});

export const textsOf = ({ es, en, withEnglish }: NoticeDraft): NoticeTexts => ({
  shortEs: es.short.trim(),
  fullEs: textOf(es.sections),
  shortEn: withEnglish ? en.short.trim() : '',
  fullEn: withEnglish ? textOf(en.sections) : '',
});

export const bodyOf = (draft: NoticeDraft, appliesOn: string | null): BodyInput<typeof publishPrivacyNotice> => ({
  version: draft.follows,
  ...textsOf(draft),
  appliesOn,
});
