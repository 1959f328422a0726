/**
 * Who may see and do what to one request, and which rows a list may show.
 *
 * requester and participants: theirs · delegate: their principal's, but to settle · coordinator and head: state and data of their agency's, no messages ·
 * agent: own teams', own, and the unassigned of their areas · lead: all of the team's areas · DSG: all ·
 * DTI: nothing here · auditor: all, to read.
 */
import { type Actor, hasRole, type PersonActor, type Policy } from '#server/shared/policy.ts';

/** What the policy needs to know of a request. */
export type RequestFacts = {
  readonly requester_id: string;
  readonly agency_id: string;
  readonly area_id: string;
  readonly team_id: string | null;
  readonly agent_id: string | null;
  /** The actor was copied in. */
  readonly takes_part: boolean;
  /** Over at the desk before this one: it is read, and nothing is done to it. Rows that nobody acts on do not carry it. */
  readonly read_only?: boolean;
};

export type RequestRight =
  | 'see-summary'
  | 'see-thread'
  | 'see-internal'
  | 'certify'
  | 'message'
  | 'settle'
  | 'attend'
  | 'reject'
  | 'decide-urgency'
  | 'redact'
  | 'open-original';

const coversArea = (actor: PersonActor, areaId: string): boolean =>
  actor.areaIds === 'every' || actor.areaIds.includes(areaId);

/** Works on it for the desk: agent, lead or DSG within reach. */
function attends(actor: Actor, request: RequestFacts): boolean {
  if (actor.kind !== 'person') return actor.kind === 'system';
  if (hasRole(actor, 'service_owner')) return true;
  if (hasRole(actor, 'team_lead') && coversArea(actor, request.area_id)) return true;
  if (!hasRole(actor, 'agent')) return false;
  if (request.agent_id === actor.id) return true;
  if (actor.areaIds === 'every') return true;
  if (request.team_id !== null) return actor.teamIds.includes(request.team_id);
  return coversArea(actor, request.area_id);
}

type Party = Pick<RequestFacts, 'requester_id' | 'takes_part'>;

/** Acts on account of whoever asked, at this moment. */
export const isDelegate = (actor: Actor, request: Pick<Party, 'requester_id'>): boolean =>
  actor.kind === 'person' && (actor.principalIds ?? []).includes(request.requester_id);

/** Asked, was copied in, or acts on account of whoever asked: speaks for that side, never for the desk. */
export const isParty = (actor: Actor, request: Party): boolean =>
  actor.kind === 'person' && (request.requester_id === actor.id || request.takes_part || isDelegate(actor, request));

const watchesAgency = (actor: Actor, request: RequestFacts): boolean =>
  actor.kind === 'person' &&
  hasRole(actor, 'agency_coordinator', 'agency_head') &&
  actor.agencyId === request.agency_id;

const RIGHTS: Record<RequestRight, (actor: Actor, request: RequestFacts) => boolean> = {
  'see-summary': (actor, request) =>
    isParty(actor, request) || attends(actor, request) || watchesAgency(actor, request) || hasRole(actor, 'auditor'),
  'see-thread': (actor, request) => isParty(actor, request) || attends(actor, request) || hasRole(actor, 'auditor'),
  'see-internal': (actor, request) => attends(actor, request) || hasRole(actor, 'auditor'),
  // Whoever audits reads, and asks nothing of the desk.
  certify: (actor, request) => isParty(actor, request) || attends(actor, request),
  message: (actor, request) => isParty(actor, request) || attends(actor, request),
  settle: (actor, request) => actor.kind === 'person' && request.requester_id === actor.id,
  attend: attends,
  reject: (actor, request) => hasRole(actor, 'team_lead', 'service_owner') && attends(actor, request),
  'decide-urgency': (actor) => hasRole(actor, 'service_owner'),
  redact: (actor) => hasRole(actor, 'service_owner'),
  'open-original': (actor) => hasRole(actor, 'auditor'),
};

const READING: ReadonlySet<RequestRight> = new Set([
  'see-summary',
  'see-thread',
  'see-internal',
  'open-original',
  // Of what was over before this desk, too.
  'certify',
]);

export const requestPolicy: Policy<RequestRight, RequestFacts> = {
  sees: (actor, request) => RIGHTS['see-summary'](actor, request),
  may: (right, actor, request) => RIGHTS[right](actor, request) && (request.read_only !== true || READING.has(right)),
};

/** Who has just acted may read what became of the request, although the act took it out of their reach: its state alone. */
export const lastLook: Policy<'see-summary', RequestFacts> = { sees: () => true, may: () => true };

/** Which rows of the desk's list an actor sees, as data that `list-rows.ts` turns into SQL. */
export type QueueReach =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'some';
      readonly agentId: string;
      readonly teamIds: readonly string[];
      /** Unassigned requests of these areas. */
      readonly unassignedAreaIds: readonly string[];
      /** Everything of these areas. */
      readonly wholeAreaIds: readonly string[];
    };

export function queueReach(actor: Actor): QueueReach {
  if (actor.kind !== 'person') return { kind: 'none' };
  if (hasRole(actor, 'service_owner', 'auditor')) return { kind: 'all' };
  const isLead = hasRole(actor, 'team_lead');
  const isAgent = hasRole(actor, 'agent');
  if (!isLead && !isAgent) return { kind: 'none' };
  if (actor.areaIds === 'every') return { kind: 'all' };
  return {
    kind: 'some',
    agentId: isAgent ? actor.id : '00000000-0000-0000-0000-000000000000',
    teamIds: isAgent ? actor.teamIds : [],
    unassignedAreaIds: isAgent ? actor.areaIds : [],
    wholeAreaIds: isLead ? actor.areaIds : [],
  };
}

/** The same question as `queueReach`, for one row in hand: the test holds both against each other. */
export function withinReach(reach: QueueReach, request: RequestFacts): boolean {
  if (reach.kind !== 'some') return reach.kind === 'all';
  return (
    request.agent_id === reach.agentId ||
    (request.team_id !== null && reach.teamIds.includes(request.team_id)) ||
    (request.team_id === null && reach.unassignedAreaIds.includes(request.area_id)) ||
    reach.wholeAreaIds.includes(request.area_id)
  );
}
