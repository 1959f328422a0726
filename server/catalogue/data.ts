/**
 * The shape of a catalogue in a data file, and of the same catalogue exported: what belongs together is named by key or
 * code. Types of questions may be said in the words of older files (`select`, `textarea`…), and so may what a service
 * says of itself (`default_level`, `requires_approval`).
 */
import * as v from 'valibot';
import { REQUEST_KINDS } from '#contract/catalogue.ts';
import {
  FIELD_FORMATS,
  FIELD_TYPES,
  FIELDS_MAX,
  type FieldType,
  type FormField,
  OPTIONS_MAX,
  OptionKey,
} from '#contract/forms.ts';
import { KEYWORDS_MAX, POSITION_LEVELS, ServiceCode } from '#contract/service-content.ts';
import { LocalText, line, text } from '#contract/shapes.ts';

const words = (max: number) => v.object({ es: text(0, max), en: v.optional(text(0, max), '') });
const required = (max: number) => v.object({ es: text(1, max), en: v.optional(text(0, max), '') });
const nothing = { es: '', en: '' };
const key = v.pipe(v.string('field.text'), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'field.key'));
const reference = line(1, 200);
const bound = v.optional(v.nullable(v.pipe(v.number('field.number'), v.finite('field.number'))), null);

const OLDER_TYPES = {
  select: 'choice',
  multiple: 'several',
  boolean: 'yes_no',
  datetime: 'date_time',
  textarea: 'long_text',
  url: 'link',
  tel: 'phone',
  // The filled-in form of an enrolment, until people are enrolled on a screen of its own.
  enrolment: 'file',
} as const satisfies Record<string, FieldType>;
type OlderType = keyof typeof OLDER_TYPES;
const TYPE_NAMES = [...FIELD_TYPES, ...(Object.keys(OLDER_TYPES) as OlderType[])] as const;

/** Patterns of older files, as the closed list of formats says them. */
const PATTERNS: Record<string, Pick<FormField, 'format' | 'min' | 'max'>> = {
  '^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$': { format: 'mac', min: null, max: null },
};
const DIGITS = /^\^\[0-9\]\{(\d{1,3}),(\d{1,3})\}\$$/;

function formatOf(pattern: string): Pick<FormField, 'format' | 'min' | 'max'> | null {
  const digits = DIGITS.exec(pattern);
  if (digits) return { format: 'digits', min: Number(digits[1]), max: Number(digits[2]) };
  return PATTERNS[pattern] ?? null;
}

const Question = v.pipe(
  v.object({
    key,
    type: v.picklist(TYPE_NAMES, 'field.choice'),
    label: required(160),
    help: v.optional(words(300), nothing),
    required: v.optional(v.boolean('field.choice'), false),
    moment: v.optional(v.picklist(['filing', 'closing'], 'field.choice'), 'filing'),
    min: bound,
    max: bound,
    maxLength: bound,
    format: v.optional(v.picklist(FIELD_FORMATS, 'field.choice'), 'any'),
    pattern: v.optional(
      v.pipe(
        v.string('field.text'),
        v.check((pattern) => formatOf(pattern) !== null, 'field.import-pattern'),
      ),
    ),
    multiple: v.optional(v.boolean('field.choice')),
    options: v.optional(
      v.pipe(v.array(v.object({ value: OptionKey, label: required(120) })), v.maxLength(OPTIONS_MAX, 'field.too-many')),
      [],
    ),
    source: v.optional(v.nullable(v.picklist(['systems'], 'field.choice')), null),
    shownWhen: v.optional(
      v.nullable(v.object({ key, is: v.pipe(v.array(line(1, 40)), v.maxLength(OPTIONS_MAX)) })),
      null,
    ),
  }),
  v.transform((given): FormField => {
    const older = OLDER_TYPES[given.type as OlderType] as FieldType | undefined;
    const type = older ?? (given.type as FieldType);
    const limits = { format: given.format, min: given.min, max: given.max ?? given.maxLength };
    const several = given.multiple === true && type === 'choice' ? 'several' : type;
    return {
      ...{ key: given.key, type: several, label: given.label, help: given.help, required: given.required },
      ...{ moment: given.moment, options: given.options, source: given.source, shownWhen: given.shownWhen },
      ...(given.pattern === undefined ? limits : (formatOf(given.pattern) ?? limits)),
      ...(given.type === 'enrolment' || (type === 'file' && given.multiple === false) ? { max: 1 } : {}),
    };
  }),
);

export const FileArea = v.object({
  key: v.optional(line(1, 60)),
  code: ServiceCode,
  name: required(160),
  description: v.optional(words(600), nothing),
  examples: v.optional(words(600), nothing),
  /** Level of a request that names no service; only an area the desk does not have yet must say it. */
  level: v.optional(reference),
});

export const FileSystem = v.object({ key, name: required(120) });

const OLDER_NAMES = { default_level: 'level', requires_approval: 'requiresApproval' } as const;

/** Names of older files give way where a file says both. */
function inTodaysNames(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const renamed = Object.entries(given).map(([name, value]) => [OLDER_NAMES[name as keyof typeof OLDER_NAMES], value]);
  return { ...Object.fromEntries(renamed.filter(([name]) => name !== undefined)), ...given };
}

const Service = v.object({
  key: v.optional(line(1, 60)),
  code: ServiceCode,
  area: reference,
  kind: v.picklist(REQUEST_KINDS, 'field.choice'),
  name: required(160),
  description: required(600),
  level: reference,
  team: v.optional(v.nullable(reference), null),
  requiresApproval: v.optional(v.boolean('field.choice'), false),
  /** Whether it is on offer; left out, a new one is and one that is there stays as it is. */
  active: v.optional(v.boolean('field.choice')),
  keywords: v.optional(v.pipe(v.array(line(1, 60)), v.maxLength(KEYWORDS_MAX, 'field.too-many')), []),
  audience: v.optional(
    v.object({
      agencies: v.optional(v.array(reference), []),
      positionLevels: v.optional(v.array(v.picklist(POSITION_LEVELS, 'field.choice')), []),
    }),
    { agencies: [], positionLevels: [] },
  ),
  fields: v.optional(v.pipe(v.array(Question), v.maxLength(FIELDS_MAX, 'field.too-many')), []),
});
export const FileService = v.pipe(v.unknown(), v.transform(inTodaysNames), Service);
export type FileService = v.InferOutput<typeof FileService>;

export const SERVICES_MAX = 500;

/** What an administrator brings in; teams, levels and the rest of a data file must be there already and are passed over. */
export const CatalogueFile = v.object({
  areas: v.optional(v.pipe(v.array(FileArea), v.maxLength(100, 'field.too-many')), []),
  systems: v.optional(v.pipe(v.array(FileSystem), v.maxLength(OPTIONS_MAX, 'field.too-many')), []),
  services: v.pipe(
    v.array(FileService, 'field.required'),
    v.minLength(1, 'field.required'),
    v.maxLength(SERVICES_MAX, 'field.too-many'),
  ),
});
export type CatalogueFile = v.InferOutput<typeof CatalogueFile>;

const Team = v.strictObject({
  key: v.string(),
  name: LocalText,
  area: v.nullable(v.string()),
  tier: v.pipe(v.number(), v.integer()),
});

const ClosureCode = v.strictObject({ key: v.pipe(v.string(), v.regex(/^[a-z_]{2,40}$/)), name: LocalText });

/** What a new desk begins with. Whatever else the file holds is another slice's. */
export const StartingCatalogue = v.object({
  ...CatalogueFile.entries,
  areas: v.array(FileArea),
  services: v.array(FileService),
  teams: v.array(Team),
  closureCodes: v.array(ClosureCode),
});
