/**
 * Service levels as their owner administers them: what each promises, version by version, and what a change would touch.
 *
 * A draft belongs to the level, not to a person: whoever administers levels goes on where the other stopped. Publishing
 * makes it a version with the local day from which it holds; a request keeps the version under which it was filed.
 */
import * as v from 'valibot';
import { LevelView } from './catalogue.ts';
import { AreaId, CalendarId, LevelId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { Done, Instant, LocalText, line, text } from './shapes.ts';

export { CalendarId };

/** A year of working days, long enough for any promise and short enough to be counted through. */
export const LEVEL_MINUTES_MAX = 124_800;
export const LEVEL_NAME_MAX = 160;

/** Business minutes. */
const Minutes = v.pipe(
  v.number('field.required'),
  v.integer('field.number'),
  v.minValue(1, 'field.number-low'),
  v.maxValue(LEVEL_MINUTES_MAX, 'field.number-high'),
);
const percent = (from: number, to: number) =>
  v.pipe(
    v.number('field.required'),
    v.integer('field.number'),
    v.minValue(from, 'field.number-low'),
    v.maxValue(to, 'field.number-high'),
  );

/** A local day of the institution. */
export const LocalDay = v.pipe(v.string('field.date'), v.isoDate('field.date'));

/** What a level promises and whom it calls. English may be left empty: the Spanish words then stand for it. */
export const LevelContent = v.strictObject({
  /** Short sign of the level in lists: N1. */
  code: line(1, 12),
  name: v.strictObject({ es: line(1, LEVEL_NAME_MAX), en: line(0, LEVEL_NAME_MAX) }),
  /** When this level is the right one, in a sentence or two. */
  description: v.strictObject({ es: text(0, 500), en: text(0, 500) }),
  firstResponseMinutes: Minutes,
  resolutionMinutes: Minutes,
  /** Answer to what the requester writes after the first response; null: no promise about it. */
  nextResponseMinutes: v.nullable(Minutes),
  /** Share of the target after which a clock is at risk. */
  atRiskPercent: percent(1, 99),
  escalations: v.strictObject({
    /** The lead of the team hears of it when a clock is at risk. */
    lead: v.boolean('field.choice'),
    /** The service owner hears of it when a clock is breached. */
    owner: v.boolean('field.choice'),
    /** The head of the agency gets a copy at this share of the target (200: twice the time); null: never. */
    agencyHeadPercent: v.nullable(percent(101, 1000)),
  }),
  calendarId: CalendarId,
  /** Days of guardia count as any other. Versions from before there were any say nothing of it. */
  countsOnDuty: v.optional(v.boolean('field.choice'), false),
  /** First local day on which it holds; null: the day of its publication. */
  effectiveOn: v.nullable(LocalDay),
});
export type LevelContent = v.InferOutput<typeof LevelContent>;

/** The same with what the fields owe each other. */
export const CoherentLevel = v.pipe(
  LevelContent,
  v.forward(
    v.check((level) => level.resolutionMinutes >= level.firstResponseMinutes, 'field.level-resolution-first'),
    ['resolutionMinutes'],
  ),
);

export const VERSION_STANDINGS = ['in_force', 'coming', 'past', 'never'] as const;

export const LevelVersionView = v.object({
  version: v.number(),
  content: LevelContent,
  effectiveOn: LocalDay,
  /** Null: it came with the starting data. */
  reason: v.nullable(v.string()),
  publishedAt: Instant,
  publishedBy: v.nullable(v.string()),
  /** `never`: a later version took its place before its day came. */
  standing: v.picklist(VERSION_STANDINGS),
});
export type LevelVersionView = v.InferOutput<typeof LevelVersionView>;

export const LevelDraftView = v.object({
  content: LevelContent,
  /** Rises with each saving; sent back so that nobody overwrites what they have not seen. */
  edition: v.number(),
  savedAt: Instant,
  savedBy: v.string(),
});
export type LevelDraftView = v.InferOutput<typeof LevelDraftView>;

/** One line of the list; a level never published yet has no version and shows its draft. */
export const LevelLine = v.object({
  ...LevelView.entries,
  version: v.nullable(v.number()),
  nextResponseMinutes: v.nullable(v.number()),
  calendarName: LocalText,
  hasDraft: v.boolean(),
  /** The day on which a published version will take its place. */
  comingOn: v.nullable(LocalDay),
  retired: v.boolean(),
});
export type LevelLine = v.InferOutput<typeof LevelLine>;

export const listLevels = operation({
  name: 'listLevels',
  method: 'GET',
  path: '/api/service-levels',
  permission: 'desk.lists',
  summary: 'Service levels, the most pressing first, retired ones last; with the calendars they may count on',
  reply: v.object({
    levels: v.array(LevelLine),
    calendars: v.array(v.object({ id: CalendarId, name: LocalText })),
  }),
});

const oneLevel = v.strictObject({ id: LevelId });

export const LevelDetail = v.object({
  id: LevelId,
  retired: v.boolean(),
  draft: v.nullable(LevelDraftView),
  /** Newest first; empty: never published. */
  versions: v.array(LevelVersionView),
  can: v.object({ administer: v.boolean() }),
});
export type LevelDetail = v.InferOutput<typeof LevelDetail>;

export const readLevel = operation({
  name: 'readLevel',
  method: 'GET',
  path: '/api/service-levels/:id',
  permission: 'desk.lists',
  summary: 'One level: its draft and every version it had, with who published it and why',
  params: oneLevel,
  reply: LevelDetail,
  refusals: ['not-found'],
});

const Edition = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number'));

export const saveLevelDraft = operation({
  name: 'saveLevelDraft',
  method: 'PUT',
  path: '/api/service-levels/:id/draft',
  permission: 'level.administer',
  summary: 'Keep the draft of a level; an id nobody has yet begins a new level',
  params: oneLevel,
  /** `edition` of the draft this one follows; 0: there was none. */
  body: v.strictObject({ edition: Edition, content: CoherentLevel }),
  reply: LevelDetail,
  refusals: ['not-found', 'version.stale', 'level.retired'],
});

export const discardLevelDraft = operation({
  name: 'discardLevelDraft',
  method: 'DELETE',
  path: '/api/service-levels/:id/draft',
  permission: 'level.administer',
  summary: 'Throw the draft of a level away; a level that was only a draft is gone with it',
  params: oneLevel,
  reply: Done,
  refusals: ['not-found'],
});

/** How many of the requests of one target would have missed it. */
const Replayed = v.object({ of: v.number(), missed: v.number(), wouldMiss: v.number() });

export const REPLAY_DAYS = 90;

export const LevelImpact = v.object({
  /** Open requests of this level; they keep what was promised to them. */
  openRequests: v.number(),
  services: v.array(v.object({ id: ServiceId, name: LocalText })),
  /** Areas that give it to requests without a service. */
  areas: v.array(v.object({ id: AreaId, name: LocalText })),
  /** The requests of the last 90 days that were answered or resolved, measured again; null: the level has none in force. */
  replay: v.nullable(v.object({ days: v.number(), firstResponse: Replayed, resolution: Replayed })),
});
export type LevelImpact = v.InferOutput<typeof LevelImpact>;

export const previewLevel = operation({
  name: 'previewLevel',
  method: 'GET',
  path: '/api/service-levels/:id/impact',
  permission: 'level.administer',
  summary: 'What publishing the draft, or retiring the level, would touch',
  params: oneLevel,
  reply: LevelImpact,
  refusals: ['not-found'],
});

const Reason = text(5, 500);

export const publishLevel = operation({
  name: 'publishLevel',
  method: 'POST',
  path: '/api/service-levels/:id/publish',
  permission: 'level.administer',
  summary: 'Make the draft a version of the level, from its day on',
  params: oneLevel,
  /** `edition` of the draft that was looked at. */
  body: v.strictObject({ edition: Edition, reason: Reason }),
  reply: LevelDetail,
  refusals: ['not-found', 'version.stale', 'level.unchanged', 'date.past'],
});

export const retireLevel = operation({
  name: 'retireLevel',
  method: 'POST',
  path: '/api/service-levels/:id/retire',
  permission: 'level.administer',
  summary: 'Take a level out of use; requests that have it keep it',
  params: oneLevel,
  body: v.strictObject({ reason: Reason }),
  reply: LevelDetail,
  refusals: ['not-found', 'level.in-use'],
});

export const restoreLevel = operation({
  name: 'restoreLevel',
  method: 'POST',
  path: '/api/service-levels/:id/restore',
  permission: 'level.administer',
  summary: 'Put a retired level back into use',
  params: oneLevel,
  body: v.strictObject({ reason: Reason }),
  reply: LevelDetail,
  refusals: ['not-found'],
});

/** What each level promises to a request filed this moment. */
export const readPromises = operation({
  name: 'readPromises',
  method: 'GET',
  path: '/api/promises',
  permission: 'account.own',
  summary: 'For each level, until when a request filed now would be answered and resolved, and when its office opens',
  reply: v.object({
    at: Instant,
    levels: v.array(
      v.object({
        levelId: LevelId,
        firstResponseDueAt: Instant,
        resolutionDueAt: Instant,
        /** Null while the office is open; else when it opens, and the count begins. */
        opensAt: v.nullable(Instant),
      }),
    ),
  }),
});
