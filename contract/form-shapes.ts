/** Shapes of the questions of a service and of what is answered to them. What fits what: `forms.ts`. */
import * as v from 'valibot';
import { id, LocalText, text } from './shapes.ts';

export const FIELD_TYPES = [
  'text',
  'long_text',
  'number',
  'date',
  'date_time',
  'yes_no',
  'choice',
  'several',
  'person',
  'agency',
  'place',
  'phone',
  'link',
  'file',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Shapes of one line that a service may ask for: a closed list, because a pattern typed by somebody may never end. */
export const FIELD_FORMATS = ['any', 'digits', 'mac', 'email'] as const;

export const FIELDS_MAX = 40;
export const OPTIONS_MAX = 60;
export const TEXT_MAX = { text: 300, long_text: 4_000 } as const;

const name = v.pipe(v.string('field.text'), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'field.key'));
/** May be empty while a draft is written; what must be said by the time it is published, `formTroubles` says. */
export const words = /* @__NO_SIDE_EFFECTS__ */ (max: number) => v.strictObject({ es: text(0, max), en: text(0, max) });
const bound = v.nullable(v.pipe(v.number('field.number'), v.finite('field.number')));

/** What an answer keeps of an option. */
export const OptionKey = v.pipe(v.string('field.text'), v.regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'field.option-key'));
export const FormOption = v.strictObject({ value: OptionKey, label: words(120) });

export const FormField = v.strictObject({
  key: name,
  type: v.picklist(FIELD_TYPES, 'field.choice'),
  label: words(160),
  help: words(300),
  required: v.boolean(),
  /** Asked of who files, or of who marks the request as resolved. */
  moment: v.picklist(['filing', 'closing'], 'field.choice'),
  /** Characters of a text, the value of a number, how many of several or of files. */
  min: bound,
  max: bound,
  format: v.picklist(FIELD_FORMATS, 'field.choice'),
  options: v.pipe(v.array(FormOption), v.maxLength(OPTIONS_MAX, 'field.too-many')),
  /** Where a choice takes its options from, instead of its own: the institutional systems of the day. */
  source: v.nullable(v.picklist(['systems'], 'field.choice')),
  /** Shown only while that other question is shown and has one of these answers (`yes` and `no` of a yes_no). */
  shownWhen: v.nullable(
    v.strictObject({
      key: name,
      is: v.pipe(v.array(v.pipe(v.string('field.text'), v.maxLength(40, 'field.too-long'))), v.maxLength(OPTIONS_MAX)),
    }),
  ),
});
export type FormOption = v.InferOutput<typeof FormOption>;
export type FormField = v.InferOutput<typeof FormField>;

export const Form = v.pipe(v.array(FormField), v.maxLength(FIELDS_MAX, 'field.too-many'));
export type Form = v.InferOutput<typeof Form>;

/**
 * By type: text, long_text, phone, link, choice: text · number: number · date: YYYY-MM-DD · date_time: YYYY-MM-DDTHH:MM, local ·
 * yes_no: boolean · several: list of values · person, agency: id · place: text · file: list of attachment ids.
 */
export const Answer = v.union(
  [
    text(0, TEXT_MAX.long_text),
    v.number(),
    v.boolean(),
    v.pipe(v.array(text(0, TEXT_MAX.text)), v.maxLength(OPTIONS_MAX)),
  ],
  'field.invalid',
);
export type Answer = v.InferOutput<typeof Answer>;
export const Answers = v.pipe(
  v.record(name, Answer),
  v.check((given) => Object.keys(given).length <= FIELDS_MAX, 'field.too-many'),
);
export type Answers = v.InferOutput<typeof Answers>;

/** An answer as a reader sees it, with the words of the version under which it was asked. */
export const AnswerView = v.object({
  key: v.string(),
  type: v.picklist(FIELD_TYPES),
  label: LocalText,
  moment: v.picklist(['filing', 'closing']),
  /** Ready to show; of files and lists, one each. */
  shown: v.array(LocalText),
  /** Of files: to fetch them. */
  attachmentIds: v.array(id('AttachmentId')),
});
export type AnswerView = v.InferOutput<typeof AnswerView>;

/** `limit`: the number the message speaks of, where it does. */
export const FormTrouble = v.object({ path: v.string(), message: v.string(), limit: v.optional(v.number()) });
export type FormTrouble = v.InferOutput<typeof FormTrouble>;
