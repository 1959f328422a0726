/** What is written of a notice, made into what is kept: instants of local minutes, and nothing that does not fit together. */
import type { addAnnouncement } from '#contract/announcements.ts';
import type { BodyOf } from '#contract/operation.ts';
import { everyAgency } from '#server/agencies/index.ts';
import { fromLocal } from '#server/calendars/index.ts';
import { everyArea, everyService, systemsOnOffer } from '#server/catalogue/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Reader } from '#server/shared/store.ts';
import type { AnnouncementFacts } from './policy.ts';
import type { Content, Kept } from './rows.ts';

export type Written = BodyOf<typeof addAnnouncement>;
type Field = { path: string; message: string };

const refuse = (fields: readonly Field[]): void => {
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields: [...fields] });
};

/** Areas of each service, to know whose an outage is. */
export type Areas = ReadonlyMap<string, string>;
export const areasOfServices = async (db: Reader): Promise<Areas> =>
  new Map((await everyService(db)).map((service) => [service.id, service.areaId]));

export const factsOf = (
  content: Pick<Content, 'kind' | 'onSignIn' | 'areaIds' | 'serviceIds'>,
  areas: Areas,
): AnnouncementFacts => ({
  kind: content.kind,
  onSignIn: content.onSignIn,
  ofAreas: [...content.areaIds, ...content.serviceIds.flatMap((id) => areas.get(id) ?? [])],
});

/** What is named must exist; what it already named may have gone since. */
async function refuseStrange(db: Reader, written: Written, before: Content | null): Promise<void> {
  const [agencies, areas, services, systems] = await Promise.all([
    everyAgency(db),
    everyArea(db),
    everyService(db),
    systemsOnOffer(db),
  ]);
  const known = new Set<string>([
    ...[...agencies, ...areas, ...services].map((each) => each.id),
    ...systems.map((each) => each.value),
    ...(before ? [...before.agencyIds, ...before.areaIds, ...before.serviceIds, ...before.systems] : []),
  ]);
  const strange = (path: 'agencyIds' | 'areaIds' | 'serviceIds' | 'systems'): Field[] =>
    written[path].every((each) => known.has(each)) ? [] : [{ path, message: 'field.choice' }];
  refuse([...strange('agencyIds'), ...strange('areaIds'), ...strange('serviceIds'), ...strange('systems')]);
}

function instant(timeZone: string, path: string, local: string | null): Date | null {
  if (local === null) return null;
  try {
    return fromLocal(timeZone, local);
  } catch {
    throw new Fault('input.invalid', {}, { fields: [{ path, message: 'field.date' }] });
  }
}

/** `before`: what it said until now. */
export async function contentOf(db: Reader, written: Written, before: Content | null = null): Promise<Content> {
  await refuseStrange(db, written, before);
  const { timeZone } = await readInstitutionRow(db);
  const shownFrom = instant(timeZone, 'showFrom', written.showFrom);
  const beginsAt = instant(timeZone, 'begins', written.begins);
  const untilAt = instant(timeZone, 'until', written.until);
  const start = beginsAt ?? shownFrom;
  refuse([
    ...(untilAt !== null && start !== null && untilAt <= start
      ? [{ path: 'until', message: 'field.until-first' }]
      : []),
    ...(written.onSignIn && written.audience !== 'everybody'
      ? [{ path: 'onSignIn', message: 'field.sign-in-everybody' }]
      : []),
  ]);
  const { kind, title, body, audience, onSignIn, areaIds, serviceIds, systems } = written;
  const agencyIds = audience === 'agencies' ? written.agencyIds : [];
  const words = { kind, title, body, audience, onSignIn };
  return { ...words, agencyIds, areaIds, serviceIds, systems, shownFrom, beginsAt, untilAt };
}

/** What a notice needs before anybody reads it. */
export function refuseUnready(content: Content, now: Date): void {
  const { kind, body, audience, agencyIds, shownFrom, beginsAt, untilAt } = content;
  const missing = (path: string, is: boolean): Field[] => (is ? [{ path, message: 'field.required' }] : []);
  refuse([
    ...missing('body.es', body.es === ''),
    ...missing('agencyIds', audience === 'agencies' && agencyIds.length === 0),
    ...missing('begins', kind === 'maintenance' && beginsAt === null),
    ...missing('until', kind !== 'outage' && untilAt === null),
  ]);
  if (untilAt === null) return;
  const shown = shownFrom !== null && shownFrom > now ? shownFrom : now;
  refuse([
    ...(untilAt <= now ? [{ path: 'until', message: 'field.date-past' }] : []),
    ...(untilAt <= shown || untilAt <= (beginsAt ?? shown) ? [{ path: 'until', message: 'field.until-first' }] : []),
  ]);
}

/** Local minutes of a time that was set by the clock come back without its seconds: that is no other time. */
const sameMinute = (a: Date | null, b: Date | null): boolean =>
  Math.floor((a?.getTime() ?? 0) / 60_000) === Math.floor((b?.getTime() ?? 0) / 60_000);

/** Of one that is shown: what it is and who reads it stay as they are. It may begin at another time: works are put off. */
export function asShown(kept: Kept, content: Content): Content {
  const readers = (of: Content) => JSON.stringify([of.kind, of.audience, [...of.agencyIds].toSorted()]);
  const sameStart = content.shownFrom === null || sameMinute(kept.shownFrom, content.shownFrom);
  if (readers(kept) !== readers(content) || !sameStart) throw new Fault('announcement.shown');
  const { beginsAt } = content;
  const begins = beginsAt === null || sameMinute(kept.beginsAt, beginsAt) ? kept.beginsAt : beginsAt;
  return { ...content, shownFrom: kept.shownFrom, beginsAt: begins };
}
