import type { AgencyInTime } from './rows.ts';

/** What an agency was called at that instant: a record keeps the name of its time. */
export const calledAt = (agency: AgencyInTime, at: Date): Pick<AgencyInTime, 'acronym' | 'name'> =>
  agency.former.find(({ until }) => at.getTime() < until.getTime()) ?? agency;

/** First letters of the words that carry the name: "Secretaría de Planeación y Finanzas" → "SPF". */
export const acronymOf = (name: string): string =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
    .slice(0, 12) || name.slice(0, 3).toUpperCase();
