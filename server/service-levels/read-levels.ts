/** Levels as they are shown: the list, and one with its draft and every version it had. */
import type { LevelId } from '#contract/catalogue.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { CalendarId, LevelDetail, LevelLine, LevelVersionView, listLevels } from '#contract/service-levels.ts';
import type { LocalText } from '#contract/shapes.ts';
import { calendarNames, localDay } from '../calendars/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow, hasRight } from '../shared/policy.ts';
import { levelPolicy } from './policy.ts';
import { findLevel, type Level, selectLevels } from './rows.ts';
import {
  findDraft,
  type LevelDraft,
  type LevelVersion,
  selectComing,
  selectDrafts,
  selectVersions,
} from './version-rows.ts';
import { standingOf, wordsOf } from './versions.ts';

type Calendars = readonly { id: string; name: LocalText }[];

const NOWHERE: LocalText = { es: '', en: '' };

function lineOf(level: Level, around: { calendars: Calendars; drafted: Set<string>; coming: Map<string, string> }) {
  const { id, code, name, version, firstResponseMinutes, resolutionMinutes, nextResponseMinutes } = level;
  return {
    id,
    code,
    name,
    version,
    firstResponseMinutes,
    resolutionMinutes,
    nextResponseMinutes,
    calendarName: around.calendars.find((each) => each.id === level.calendarId)?.name ?? NOWHERE,
    hasDraft: around.drafted.has(id),
    comingOn: around.coming.get(id) ?? null,
    retired: level.retiredAt !== null,
  };
}

/** A level that is only being prepared, by the words of its draft. */
function preparedLine(draft: LevelDraft, calendars: Calendars): LevelLine {
  const { code, name, firstResponseMinutes, resolutionMinutes, nextResponseMinutes, calendarId } = wordsOf(
    draft.content,
  );
  return {
    id: draft.levelId as LevelId,
    code,
    name,
    version: null,
    firstResponseMinutes,
    resolutionMinutes,
    nextResponseMinutes,
    calendarName: calendars.find((each) => each.id === calendarId)?.name ?? NOWHERE,
    hasDraft: true,
    comingOn: null,
    retired: false,
  };
}

export async function listAll(house: House, actor: Actor): Promise<ReplyOf<typeof listLevels>> {
  const { read } = house.store;
  const administers = hasRight(actor, 'level.administer');
  const institution = await readInstitutionRow(read);
  const [levels, calendars, drafts, coming] = await Promise.all([
    selectLevels(read),
    calendarNames(read),
    administers ? selectDrafts(read) : [],
    selectComing(read, localDay(institution.timeZone, house.clock.now())),
  ]);
  const around = {
    calendars,
    drafted: new Set(drafts.map((draft) => draft.levelId)),
    coming: new Map(coming.map((each) => [each.levelId, each.effectiveOn])),
  };
  const known = new Set<string>(levels.map(({ id }) => id));
  const lines = [
    ...levels.map((level) => lineOf(level, around)),
    ...drafts.filter((draft) => !known.has(draft.levelId)).map((draft) => preparedLine(draft, calendars)),
  ];
  return {
    levels: lines.toSorted((a, b) => Number(a.retired) - Number(b.retired)),
    calendars: calendars.map(({ id, name }) => ({ id: id as CalendarId, name })),
  };
}

function versionViews(versions: readonly LevelVersion[], at: { timeZone: string; now: Date }): LevelVersionView[] {
  const today = localDay(at.timeZone, at.now);
  const dated = versions.map((each) => ({ ...each, publishedOn: localDay(at.timeZone, each.publishedAt) }));
  return dated.toReversed().map((each) => ({
    version: each.version,
    content: each.content,
    effectiveOn: each.effectiveOn,
    reason: each.reason,
    publishedAt: each.publishedAt.toISOString(),
    publishedBy: each.publishedBy,
    standing: standingOf(dated, each, today),
  }));
}

export async function readLevel(house: House, actor: Actor, id: LevelId): Promise<LevelDetail> {
  const { read } = house.store;
  const [level, draft, versions, institution] = await Promise.all([
    findLevel(read, id),
    findDraft(read, id),
    selectVersions(read, id),
    readInstitutionRow(read),
  ]);
  const thing = level === undefined && draft === undefined ? undefined : { published: level !== undefined };
  allow(levelPolicy, 'see', { actor, thing });
  const administer = levelPolicy.may('administer', actor, { published: true });
  return {
    id,
    retired: level?.retiredAt != null,
    draft:
      draft === undefined || !administer
        ? null
        : {
            content: draft.content,
            edition: draft.edition,
            savedAt: draft.savedAt.toISOString(),
            savedBy: draft.savedBy,
          },
    versions: versionViews(versions, { timeZone: institution.timeZone, now: house.clock.now() }),
    can: { administer },
  };
}
