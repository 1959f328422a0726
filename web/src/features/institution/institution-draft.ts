/** The institution as it is typed: everything text, turned into the contract's shape to be checked and sent. */
import type { InstitutionSettings } from '#contract/institution.ts';

type Chosen = 'selfRegistration' | 'dutyPhoneShown';
export type InstitutionDraft = Record<Exclude<keyof InstitutionSettings, Chosen>, string> &
  Pick<InstitutionSettings, Chosen>;

/** Domains stand in one box, apart by commas, semicolons or blanks; a leading @ is how people write them. */
const domainsOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((domain) => domain.replace(/^@/, ''))
    .filter((domain) => domain !== '');

export const draftOf = (settings: InstitutionSettings): InstitutionDraft => ({
  ...settings,
  productYear: String(settings.productYear),
  mailDomains: settings.mailDomains.join(', '),
});

/** A year that is no number stays out of range, so that the contract's own sentence is said of it. */
export const settingsOf = (draft: InstitutionDraft): InstitutionSettings => ({
  ...draft,
  productYear: /^\d{4}$/.test(draft.productYear.trim()) ? Number(draft.productYear) : 0,
  mailDomains: domainsOf(draft.mailDomains),
});

/** `mailDomains.2` is a fault of the one box the domains stand in. */
export const onBoxes = (faults: Record<string, string>): Record<string, string> => {
  const boxes: Record<string, string> = {};
  for (const [path, message] of Object.entries(faults)) boxes[path.replace(/(mailDomains)\.\d+$/, '$1')] ??= message;
  return boxes;
};
