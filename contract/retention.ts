/** How long what is not the record itself is kept: letters, and the data of whoever had theirs cancelled. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, Instant } from './shapes.ts';

/** Sign-ins keep where they came from so long, and no setting makes it longer. */
export const SIGN_IN_PLACE_DAYS = 90;
export const RETENTION_BOUNDS = { letterDays: [90, 3650], blockedYears: [1, 30] } as const;

const within = ([least, most]: readonly [number, number]) =>
  v.pipe(
    v.number('field.number'),
    v.integer('field.number'),
    v.minValue(least, 'field.policy-range'),
    v.maxValue(most, 'field.policy-range'),
  );

export const RetentionTerms = v.strictObject({
  /** After so many days a letter keeps what became of it, and neither address nor words. */
  letterDays: within(RETENTION_BOUNDS.letterDays),
  /** From the day a person’s data were blocked until they are anonymised. */
  blockedYears: within(RETENTION_BOUNDS.blockedYears),
});
export type RetentionTerms = v.InferOutput<typeof RetentionTerms>;

export const readRetention = operation({
  name: 'readRetention',
  method: 'GET',
  path: '/api/institution/retention',
  permission: 'data-right.read',
  summary: 'How long letters and blocked data are kept, and when that was looked through last',
  reply: v.object({
    terms: v.object(RetentionTerms.entries),
    sweptAt: v.nullable(Instant),
    /** What went that night; null: not known. */
    swept: v.nullable(v.object({ letters: v.number(), notices: v.number() })),
    version: v.number(),
  }),
});

export const foreseeSweep = operation({
  name: 'foreseeSweep',
  method: 'GET',
  path: '/api/institution/retention/outcome',
  permission: 'institution.administer',
  summary: 'What the next night would take away if letters were kept so many days',
  query: v.strictObject({
    letterDays: v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, 'field.number'),
      v.transform(Number),
      within(RETENTION_BOUNDS.letterDays),
    ),
  }),
  reply: v.object({
    letters: v.number(),
    /** Lines of the bell. */
    notices: v.number(),
    /** Of those, what goes the next night as things are. */
    already: v.object({ letters: v.number(), notices: v.number() }),
    /** People whose data are blocked and have their day already: another term does not move it. */
    blocked: v.number(),
  }),
});
export type SweepOutcome = v.InferOutput<typeof foreseeSweep.reply>;

export const saveRetention = operation({
  name: 'saveRetention',
  method: 'PUT',
  path: '/api/institution/retention',
  permission: 'institution.administer',
  asksAgain: true,
  summary: 'Change them: what a shorter term leaves outside goes for good, the next night',
  body: v.strictObject({ terms: RetentionTerms, version: v.number('field.number') }),
  reply: Done,
  refusals: ['version.stale'],
});
