/** Requests that report one outage: joined to its notice and taken from it again, what each reader is told, and what may be one. */
import type { FormField } from '#contract/forms.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type {
  joinOutage,
  leaveOutage,
  listOutages,
  OutageView,
  readOutage,
  readPossibleOutage,
} from '#contract/outages.ts';
import type { RequestView } from '#contract/requests.ts';
import type { LocalText } from '#contract/shapes.ts';
import { type Outage, openOutages, outageById, outageFor } from '#server/announcements/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { perform } from './act.ts';
import type { On } from './attend.ts';
import { alikeTo, countJoined, type OutageCounts } from './outage-rows.ts';
import { inTimeOf, peopleTold, possibleOutage, whyNotJoin } from './outage-rules.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, type RequestRow, type ViewedRow } from './rows.ts';
import { type Surroundings, surroundings, versionOf } from './surroundings.ts';

/** Its requester is told. No deadline moves: being one of many is no reason to answer any of them later. */
export function join(house: House, actor: Actor, on: On<typeof joinOutage>): Promise<RequestView> {
  const { outageId, version } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version,
    once: on.once ?? null,
    act: 'join',
    decide: async (held, work) => {
      const outage = await outageFor(work, outageId);
      const why = whyNotJoin({ outage, request: held });
      if (why !== null || outage === null) throw new Fault(why ?? 'outage.over');
      return {
        fact: 'request.outage-joined',
        data: {
          outageId,
          outageTitle: outage.title,
          ...(held.outage_id === null ? {} : { fromOutageId: held.outage_id }),
        },
        patch: { outage_id: outageId },
      };
    },
  });
}

export function leave(house: House, actor: Actor, on: On<typeof leaveOutage>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version: on.body.version,
    act: 'leave',
    decide: async (held, work) => {
      if (held.outage_id === null) throw new Fault('outage.left');
      const outage = await outageFor(work, held.outage_id);
      return {
        fact: 'request.outage-left',
        data: { outageId: held.outage_id, ...(outage === null ? {} : { outageTitle: outage.title }) },
        patch: { outage_id: null },
      };
    },
  });
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What a reader of the request learns of the outage: never who else is in it. One that was withdrawn is told of no more. */
export function outageOfRequest(row: ViewedRow, given: { now: Date; internal: boolean }): RequestView['outage'] {
  const { outage, outage_counts: counts } = row;
  if (outage === null || counts === null || (!outage.stands && !given.internal)) return null;
  const until = outage.until === null ? null : new Date(outage.until);
  const ended = outage.ended === null ? (until !== null && until <= given.now ? until : null) : new Date(outage.ended);
  return {
    id: outage.id as NonNullable<RequestView['outage']>['id'],
    title: outage.title,
    begins: new Date(outage.begins).toISOString(),
    endedAt: iso(ended),
    people: peopleTold(counts.people),
    requests: given.internal ? { open: counts.open, total: counts.total } : null,
  };
}

/** The same for a letter; null also for one that should not have been said. */
export function outageForLetter({ outage }: ViewedRow): { title: LocalText; begins: Date } | null {
  return outage?.stands ? { title: outage.title, begins: new Date(outage.begins) } : null;
}

const view = (outage: Outage, counts: OutageCounts): OutageView => ({
  id: outage.id as OutageView['id'],
  title: outage.title,
  begins: outage.begins.toISOString(),
  endedAt: iso(outage.endedAt),
  touches: {
    areaIds: [...outage.areaIds] as OutageView['touches']['areaIds'],
    serviceIds: [...outage.serviceIds] as OutageView['touches']['serviceIds'],
    systems: [...outage.systems],
  },
  solution: outage.solution,
  requests: { open: counts.open, total: counts.total },
  joinable: outage.joinable,
});

async function viewed(house: House, outages: readonly Outage[]): Promise<OutageView[]> {
  const countsOf = await countJoined(
    house.store.read,
    outages.map((each) => each.id),
  );
  return outages.map((each) => view(each, countsOf(each.id)));
}

export async function listOpenOutages(house: House): Promise<ReplyOf<typeof listOutages>> {
  return { items: await viewed(house, await openOutages(house.store.read, house.clock.now())) };
}

export async function readOneOutage(house: House, id: string): Promise<ReplyOf<typeof readOutage>> {
  const outage = await outageById(house.store.read, id, house.clock.now());
  if (outage === null) throw new Fault('not-found');
  const [one] = await viewed(house, [outage]);
  if (one === undefined) throw new Fault('not-found');
  return one;
}

const touches = (outage: Outage, row: RequestRow, system: string | null): boolean =>
  outage.areaIds.includes(row.area_id) ||
  (row.service_id !== null && outage.serviceIds.includes(row.service_id)) ||
  (system !== null && outage.systems.includes(system));

/** What was answered to a question about an institutional system, where the form of its service asks one. */
function systemOf(row: RequestRow, among: Surroundings): { key: string; value: string } | null {
  const filing = row.answers.filing;
  const form = filing && versionOf(among, filing.serviceId, filing.version)?.content.form;
  const asked = form?.find((field: FormField) => field.source === 'systems');
  const value = asked && filing?.values[asked.key];
  return asked && typeof value === 'string' ? { key: asked.key, value } : null;
}

export async function readPossible(
  house: House,
  actor: Actor,
  id: string,
): Promise<ReplyOf<typeof readPossibleOutage>> {
  const db = house.store.read;
  const row = allow(requestPolicy, 'attend', { actor, thing: await findRequest(db, { id }, actor) });
  const system = systemOf(row, await surroundings(house.store.settled, row.settled_version));
  const [alike, outages] = await Promise.all([
    row.service_id === null ? null : alikeTo(db, { ...row, system }),
    openOutages(db, house.clock.now()),
  ]);
  const known = outages.filter(
    (each) =>
      inTimeOf(each, row.registered_at) && each.reaches(row.agency_id) && touches(each, row, system?.value ?? null),
  );
  return {
    alike: alike && possibleOutage({ building: row.place.building, ...alike }),
    known: await viewed(house, known),
  };
}
