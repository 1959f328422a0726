/** What a version of a service says, all of it; and what is still wrong with it. Pure: the editor and the server agree. */
import * as v from 'valibot';
import { POSITION_LEVELS } from './agencies.ts';
import { REQUEST_KINDS } from './catalogue.ts';
import { Form, type FormOption, type FormTrouble, formTroubles, withSystems, words } from './forms.ts';
import { AgencyId, AreaId, LevelId, TeamId } from './ids.ts';
import { LocalText, line } from './shapes.ts';

export { POSITION_LEVELS } from './agencies.ts';

export const KEYWORDS_MAX = 40;
const AGENCIES_MAX = 500;

/** To whom a service is offered: to people of these agencies and of these levels; an empty list leaves nobody out. */
export const Audience = v.strictObject({
  agencyIds: v.pipe(v.array(AgencyId), v.maxLength(AGENCIES_MAX, 'field.too-many')),
  positionLevels: v.pipe(
    v.array(v.picklist(POSITION_LEVELS, 'field.choice')),
    v.maxLength(POSITION_LEVELS.length, 'field.too-many'),
  ),
});
export type Audience = v.InferOutput<typeof Audience>;

/** `SI-01`: what people say of a service on the telephone; unique. */
export const ServiceCode = v.pipe(
  v.string('field.text'),
  v.trim(),
  v.toUpperCase(),
  v.maxLength(20, 'field.too-long'),
  v.regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'field.code'),
);

/** A draft may still lack words; `contentTroubles` says what must be there to publish it. `en` left empty says the same as `es`. */
export const ServiceContent = v.strictObject({
  code: ServiceCode,
  areaId: AreaId,
  kind: v.picklist(REQUEST_KINDS, 'field.choice'),
  name: words(160),
  description: words(600),
  levelId: LevelId,
  /** The team it usually goes to. */
  teamId: v.nullable(TeamId),
  /** Words with which people ask for it. */
  keywords: v.pipe(v.array(line(1, 60)), v.maxLength(KEYWORDS_MAX, 'field.too-many')),
  audience: Audience,
  requiresApproval: v.boolean(),
  form: Form,
});
export type ServiceContent = v.InferOutput<typeof ServiceContent>;

/** What keeps it from being published, at `name.es`, `form.3.options`… Empty: nothing. `systems`: those on offer. */
export function contentTroubles(content: ServiceContent, systems: readonly FormOption[]): FormTrouble[] {
  const missing = (['name', 'description'] as const).filter((part) => content[part].es === '');
  return [
    ...missing.map((part) => ({ path: `${part}.es`, message: 'field.required' })),
    ...formTroubles(withSystems(content.form, systems)).map((trouble) => ({
      ...trouble,
      path: trouble.path.replace(/^fields\./, 'form.'),
    })),
  ];
}

/** Is it offered to somebody of that agency and that level of position? */
export const isOfferedTo = (
  audience: Audience,
  person: { readonly agencyId: string; readonly positionLevel: (typeof POSITION_LEVELS)[number] },
): boolean =>
  (audience.agencyIds.length === 0 || audience.agencyIds.some((agencyId) => agencyId === person.agencyId)) &&
  (audience.positionLevels.length === 0 || audience.positionLevels.includes(person.positionLevel));

export const CHANGED_PARTS = [
  'code',
  'area',
  'kind',
  'name',
  'description',
  'level',
  'team',
  'keywords',
  'audience',
  'approval',
  'order',
  'added',
  'removed',
  'type',
  'label',
  'help',
  'required',
  'moment',
  'limits',
  'format',
  'options',
  'condition',
] as const;

export const ContentChange = v.object({
  part: v.picklist(CHANGED_PARTS),
  /** The question it is about; null: the service itself. */
  question: v.nullable(v.object({ key: v.string(), label: LocalText })),
  /** Ready to show; null where there was or will be nothing. */
  before: v.nullable(LocalText),
  after: v.nullable(LocalText),
});
export type ContentChange = v.InferOutput<typeof ContentChange>;
