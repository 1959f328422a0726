/** The shape of the invented people and requests of `database/demonstration/`. */
import * as v from 'valibot';
import { Answers } from '#contract/forms.ts';
import { InstitutionSettings } from '#contract/institution.ts';
import { Role } from '#contract/permissions.ts';
import { REQUEST_STATES, UrgencyFacts } from '#contract/requests.ts';

const key = v.pipe(v.string(), v.minLength(1));
const words = v.pipe(v.string(), v.minLength(1));
const whole = v.pipe(v.number(), v.integer());
const time = v.pipe(v.string(), v.regex(/^\d\d:\d\d$/));

export const Government = v.strictObject({
  /** All but the year, which is the one it is. */
  institution: v.omit(InstitutionSettings, ['productYear']),
  /** Keys of the people on the sign-in page, one of each role. */
  shown: v.array(key),
});

export const People = v.strictObject({
  people: v.array(
    v.strictObject({
      key,
      employeeNumber: v.string(),
      givenNames: words,
      firstSurname: words,
      secondSurname: v.string(),
      email: v.pipe(v.string(), v.endsWith('.example')),
      phone: words,
      /** Keys of the organisation one starts from. */
      position: key,
      agency: key,
      roles: v.array(Role),
      teams: v.array(key),
      /** Where the person sits: goes with every request they file. */
      place: v.strictObject({ building: v.string(), floor: v.string(), office: v.string() }),
    }),
  ),
});
export type DemoPerson = v.InferOutput<typeof People>['people'][number];

/** A working day, counted from the newest (0, the last one before today), and a local time. */
const Moment = v.strictObject({ day: whole, time });
export type Moment = v.InferOutput<typeof Moment>;

/** A file to send: drawn up from its lines, or a picture when it has none. */
const SampleFile = v.strictObject({ name: words, lines: v.optional(v.array(v.string()), []) });
export type SampleFile = v.InferOutput<typeof SampleFile>;

const common = {
  by: key,
  /** Business minutes since the step before… */
  after: whole,
  /** …or a moment of its own. */
  on: v.optional(Moment),
};
const files = v.optional(v.array(SampleFile), []);

export const Step = v.variant('act', [
  v.strictObject({ act: v.literal('assign'), ...common, to: key }),
  v.strictObject({ act: v.picklist(['take', 'accept']), ...common }),
  v.strictObject({ act: v.picklist(['message', 'ask']), ...common, text: words, files }),
  v.strictObject({ act: v.picklist(['note', 'reject', 'cancel']), ...common, text: words }),
  v.strictObject({ act: v.literal('schedule'), ...common, at: Moment, where: words }),
  v.strictObject({
    act: v.literal('wait'),
    ...common,
    who: words,
    reference: v.string(),
    until: v.strictObject({ day: whole }),
  }),
  v.strictObject({ act: v.literal('resolve'), ...common, text: words, code: key }),
  /** Of urgency: `level` is the code of another one, null keeps it. */
  v.strictObject({ act: v.literal('decide'), ...common, level: v.nullable(key), reason: words, text: words }),
  v.strictObject({ act: v.literal('object'), ...common, text: words }),
]);
export type Step = v.InferOutput<typeof Step>;

export const Requests = v.strictObject({
  requests: v.array(
    v.strictObject({
      /** Sequence of its folio: 101 to 140, without a gap. */
      number: whole,
      service: key,
      requester: key,
      filed: Moment,
      subject: words,
      description: words,
      files: v.array(SampleFile),
      /** To the questions of its service; files are those above, by name. */
      answers: Answers,
      /** What was said on asking for urgency. */
      urgency: v.optional(v.strictObject({ ...UrgencyFacts.entries, neededBy: Moment })),
      /** Where its steps must leave it. */
      state: v.picklist(REQUEST_STATES),
      steps: v.array(Step),
    }),
  ),
});
export type DemoRequest = v.InferOutput<typeof Requests>['requests'][number];

/** Who is on call: weekly shifts from the Monday before this week's on, and notes of those that ended last. */
export const Duty = v.strictObject({
  rosters: v.array(
    v.strictObject({
      /** Key of the team; null: the whole desk. */
      team: v.nullable(v.string()),
      /** Keys, in turns by week. */
      people: v.array(v.string()),
      weekdays: v.array(v.number()),
      from: v.string(),
      /** Days from its beginning to its end. */
      nights: v.number(),
      to: v.string(),
      note: v.string(),
    }),
  ),
  notes: v.array(
    v.strictObject({
      team: v.nullable(v.string()),
      /** 1: of the shift of that team that ended last. */
      back: v.number(),
      text: v.string(),
      confirmedBy: v.nullable(v.string()),
    }),
  ),
});
