/** The shape of the levels in a data file, the most pressing first; the calendar is named by its key. */
import * as v from 'valibot';
import { LocalText } from '#contract/shapes.ts';

const minutes = v.pipe(v.number(), v.integer(), v.minValue(1));

const Level = v.pipe(
  v.strictObject({
    key: v.string(),
    code: v.string(),
    name: LocalText,
    description: LocalText,
    /** Business minutes. */
    firstResponseMinutes: minutes,
    resolutionMinutes: minutes,
    nextResponseMinutes: v.optional(minutes),
    atRiskPercent: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
    calendar: v.string(),
  }),
  v.check((level) => level.resolutionMinutes >= level.firstResponseMinutes, 'a solution comes after a first response'),
);

/** Whatever else the file holds is another slice's. */
export const LevelsData = v.object({ levels: v.array(Level) });
