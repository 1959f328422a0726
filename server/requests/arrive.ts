/**
 * A request that comes from the desk before this one, as a part of the act of whoever brings it. Open, it goes on here as any
 * other, and what it was promised counts from now. Over, it is only read: no deadline, no letter, no act.
 */
import type { Place } from '#contract/requests.ts';
import { localYear } from '#server/calendars/index.ts';
import { issueFolio } from '#server/records/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import type { Work } from '#server/shared/store.ts';
import { firstDeadlines, promised } from './clock.ts';
import { insertArrived, requestsByFormer } from './former-rows.ts';
import { routeOf, type Sent, send } from './routing.ts';
import { calendarOf, found, type Surroundings, surroundings } from './surroundings.ts';

export type Arriving = {
  /** What the desk before was called, and the folio it gave. Both together are one request. */
  readonly desk: string;
  readonly folio: string;
  readonly requesterId: string;
  readonly agencyId: string;
  readonly areaId: string;
  readonly serviceId: string | null;
  readonly subject: string;
  readonly description: string;
  readonly place: Place;
  readonly registeredAt: Date;
  /** In the words of the desk before. */
  readonly former: { readonly state: string; readonly agent: string };
  readonly solution: string | null;
  /** Null: still open. */
  readonly over: { readonly state: 'closed' | 'cancelled' | 'rejected'; readonly at: Date } | null;
  /** Of an open one: who goes on with it, in which team, and whether it was begun. Null: as the rules say. */
  readonly agent: { readonly id: string; readonly teamId: string; readonly begun: boolean } | null;
  /** Of an open one: its requester gets a letter. */
  readonly letter: boolean;
  /** What the history says of where it came from: the arrival, its file's hash, the line. */
  readonly source: { readonly [key: string]: Json };
};

/** A series of their own: the numbers of this desk are not spent on what another one attended. */
const SERIES = { open: 'SS', over: 'MA' } as const;

/** Null when that folio of that desk is here already: nothing was written. */
export async function arrive(
  work: Work,
  given: Arriving,
  settledVersion: number,
): Promise<{ id: string; folio: string } | null> {
  if ((await requestsByFormer(work.db, { desk: given.desk, folios: [given.folio] })).size > 0) return null;
  const among = await surroundings(work.settled, settledVersion);
  const id = newId();
  const sent = given.over === null ? await sentTo(work, among, given) : { teamId: null, agentId: null, data: {} };
  const { institution } = among;
  const series = given.over === null ? SERIES.open : SERIES.over;
  const year = localYear(institution.timeZone, work.now);
  const issued = await issueFolio(work, {
    ...{ series, year },
    unit: institution.folioUnit,
    template: institution.folioTemplate,
  });
  const at = given.over?.at ?? work.now;
  const entry = await work.record({
    stream: `request:${id}`,
    opens: true,
    // A fact of its own for those whose requester is told: ten thousand that are over ask for no work in the background.
    fact: given.letter && given.over === null ? 'request.arrived-told' : 'request.arrived',
    data: {
      requestId: id,
      folio: issued.folio,
      formerFolio: given.folio,
      formerDesk: given.desk,
      formerState: given.former.state,
      registeredAt: given.registeredAt.toISOString(),
      over: given.over?.state ?? null,
      textSha256: sha256(given.description).toString('hex'),
      ...given.source,
      ...sent.data,
    },
  });
  const by = work.actor.kind === 'person' ? work.actor.id : null;
  const { fact, sequence } = entry;
  const mark = { last_fact: fact, last_sequence: sequence, last_at: at, last_by: by };
  const isIn = await insertArrived(work, {
    id,
    ...{ folio: issued.folio, series, year, sequence: issued.sequence },
    ...columnsOf(among, given, work.now),
    state:
      given.over?.state ?? (sent.agentId === null ? 'registered' : given.agent?.begun ? 'in_progress' : 'assigned'),
    team_id: sent.teamId,
    agent_id: sent.agentId,
    ...mark,
    ...{ last_public_fact: fact, last_public_sequence: sequence, last_public_at: at, last_public_by: by },
  });
  // Somebody brought the same folio in between: all of this act is done again, and then it is found.
  if (!isIn) throw new Error(`a folio of the desk before came in twice at once: ${given.folio}`);
  return { id, folio: issued.folio };
}

async function sentTo(work: Work, among: Surroundings, given: Arriving): Promise<Sent> {
  const { agent, areaId, agencyId, requesterId } = given;
  if (agent !== null) {
    const data = { teamId: agent.teamId, teamName: found(among.teams, agent.teamId).name, agentId: agent.id };
    return { teamId: agent.teamId, agentId: agent.id, data };
  }
  const service = given.serviceId === null ? null : found(among.services, given.serviceId);
  const route = routeOf(among, { service, areaId, agencyId, building: given.place.building });
  return send(work, { among, route, requesterId });
}

function columnsOf(among: Surroundings, given: Arriving, now: Date) {
  const service = given.serviceId === null ? null : found(among.services, given.serviceId);
  const level = found(among.levels, service?.levelId ?? found(among.areas, given.areaId).levelId);
  const calendar = calendarOf(among, { level_id: level.id });
  const { over } = given;
  return {
    requester_id: given.requesterId,
    agency_id: given.agencyId,
    area_id: given.areaId,
    service_id: given.serviceId,
    kind: service?.kind ?? 'incident',
    subject: given.subject,
    description: given.description,
    place: JSON.stringify(given.place),
    registered_at: given.registeredAt,
    former_folio: given.folio,
    former_desk: given.desk,
    former: JSON.stringify(given.former),
    arrived_at: now,
    ...promised(level),
    ...(over === null
      ? { clock_from: now, ...firstDeadlines(calendar, now, level) }
      : {
          read_only: true,
          solution: given.solution,
          ended_at: over.at,
          ...(over.state === 'closed' ? { resolved_at: over.at } : {}),
          // Nothing was promised here: there is no deadline to keep or to miss.
          ...{ first_response_due_at: over.at, resolution_due_at: over.at },
        }),
  };
}
