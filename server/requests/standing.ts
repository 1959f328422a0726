/** How requests stand, for acts on many of them: what a line of the preview says before and after. */
import type { QueueFilters, RequestState } from '#contract/requests.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { requestPolicy } from './policy.ts';
import { listQueueRows } from './queue-rows.ts';
import { scopeOf } from './read-request.ts';
import { type StandingRow, standingRows } from './standing-rows.ts';
import { found, surroundings } from './surroundings.ts';

export type Standing = {
  readonly id: string;
  readonly folio: string;
  readonly subject: string;
  readonly version: number;
  readonly state: RequestState;
  readonly agentName: string | null;
  readonly teamName: LocalText | null;
  /** Title of the outage it is joined to. */
  readonly outage: LocalText | null;
};

async function named(house: House, rows: readonly StandingRow[]): Promise<Standing[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const { teams } = await surroundings(house.store.settled, first.settled_version);
  return rows.map((row) => ({
    id: row.id,
    folio: row.folio,
    subject: row.subject,
    version: row.version,
    state: row.state,
    agentName: row.agent_name,
    teamName: row.team_id === null ? null : found(teams, row.team_id).name,
    outage: row.outage?.title ?? null,
  }));
}

/** Those of `ids` that this actor may look into, by id. */
export async function standingsFor(
  house: House,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await standingRows(house.store.read, actor, ids);
  const visible = await named(
    house,
    rows.filter((row) => requestPolicy.may('see-internal', actor, row)),
  );
  return new Map(visible.map((each) => [each.id, each]));
}

/** As it stands inside a transaction under way, for whoever has just acted on it. */
export async function standingWithin(house: House, db: Reader, at: { actor: Actor; id: string }): Promise<Standing> {
  const [standing] = await named(house, await standingRows(db, at.actor, [at.id]));
  if (standing === undefined) throw new Error('acted on what is not there');
  return standing;
}

/** Ids of the first requests of a list, as the bandeja would show them. */
export async function idsInQueue(
  house: House,
  actor: Actor,
  of: { filters: QueueFilters; limit: number },
): Promise<string[]> {
  const rows = await listQueueRows(house.store.read, {
    scope: scopeOf(house, actor),
    filters: { ...of.filters, state: of.filters.state ?? 'open' },
    after: null,
    limit: of.limit,
  });
  return rows.map((row) => row.id);
}
