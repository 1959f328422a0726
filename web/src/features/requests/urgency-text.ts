/** The four answers as typed: one not given yet is empty. */
import type { DraftBody } from './queries.ts';

export type UrgencyText = { stops: string; affects: string; neededBy: string; alternative: string; meanwhile: string };
export const NOTHING_SAID: UrgencyText = { stops: '', affects: '', neededBy: '', alternative: '', meanwhile: '' };

type Kept = NonNullable<DraftBody['urgency']>;

/** As the server keeps it in a draft, and back. */
export const toKept = (typed: UrgencyText | null): Kept | null =>
  typed && {
    ...typed,
    affects: (typed.affects || null) as Kept['affects'],
    alternative: (typed.alternative || null) as Kept['alternative'],
  };
export const fromKept = (kept: Kept | null): UrgencyText | null =>
  kept && { ...kept, affects: kept.affects ?? '', alternative: kept.alternative ?? '' };
