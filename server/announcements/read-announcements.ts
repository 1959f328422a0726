/** Notices of the desk as those read them who word them. */
import type { AnnouncementView, listAnnouncements, measureAnnouncement } from '#contract/announcements.ts';
import type { BodyOf, QueryOf, ReplyOf } from '#contract/operation.ts';
import { STAFF_ROLES } from '#contract/permissions.ts';
import { countPeople } from '#server/accounts/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '#server/shared/pages.ts';
import type { Actor } from '#server/shared/policy.ts';
import { type Areas, areasOfServices, factsOf } from './content.ts';
import { announcementPolicy } from './policy.ts';
import { type Listed, listed } from './rows.ts';
import { standingOf } from './rules.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

type Among = { readonly actor: Actor; readonly now: Date; readonly areas: Areas };

function view(one: Listed, { actor, now, areas }: Among): AnnouncementView {
  const standing = standingOf(one, now);
  const isPast = standing === 'ended' || standing === 'withdrawn';
  return {
    id: one.id as AnnouncementView['id'],
    standing,
    kind: one.kind,
    title: one.title,
    body: one.body,
    showFrom: iso(one.shownFrom),
    begins: iso(one.beginsAt),
    until: iso(one.untilAt),
    endedAt: standing === 'ended' ? iso(one.endedAt ?? one.untilAt) : null,
    audience: one.audience,
    agencyIds: one.agencyIds as AnnouncementView['agencyIds'],
    onSignIn: one.onSignIn,
    touches: {
      areaIds: one.areaIds as AnnouncementView['touches']['areaIds'],
      serviceIds: one.serviceIds as AnnouncementView['touches']['serviceIds'],
      systems: [...one.systems],
    },
    updates: one.updates.map(({ at, body, by }) => ({ at: at.toISOString(), body, by })),
    withdrawnReason: one.withdrawnReason,
    solution: one.solution,
    madeBy: one.madeBy,
    changedAt: one.changedAt.toISOString(),
    followers: one.followers,
    version: one.version,
    can: { change: !isPast && announcementPolicy.may('change', actor, factsOf(one, areas)) },
  };
}

const among = async (house: House, actor: Actor): Promise<Among> => ({
  actor,
  now: house.clock.now(),
  areas: await areasOfServices(house.store.read),
});

export async function listAll(
  house: House,
  actor: Actor,
  query: QueryOf<typeof listAnnouncements>,
): Promise<ReplyOf<typeof listAnnouncements>> {
  const where = await among(house, actor);
  const rows = await listed(house.store.read, {
    over: query.of === 'over',
    now: where.now,
    cursor: fromCursor(query.cursor),
    limit: PAGE_SIZE + 1,
  });
  const { items, next } = cutPage(rows, PAGE_SIZE, (row) => [row.madeAt, row.id]);
  return { items: items.map((row) => view(row, where)), next };
}

export async function readOne(house: House, actor: Actor, id: string): Promise<AnnouncementView> {
  const [[row], where] = await Promise.all([listed(house.store.read, { id }), among(house, actor)]);
  if (!row) throw new Fault('not-found');
  return view(row, where);
}

export async function measure(
  house: House,
  body: BodyOf<typeof measureAnnouncement>,
): Promise<ReplyOf<typeof measureAnnouncement>> {
  const { audience, agencyIds } = body;
  const among = {
    everybody: {},
    agencies: { agencyIds },
    desk: { roles: STAFF_ROLES },
  }[audience];
  return { people: await countPeople(house.store.read, among) };
}
