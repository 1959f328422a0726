/**
 * Deactivations (baja de usuarios, `DTI/BU/…`): the head or representative of an agency tells that a person leaves (document 002,
 * 1.d), and from when; at that instant the account ends and their open requests go to a colleague.
 */
import * as v from 'valibot';
import { AttachmentView } from './attachments.ts';
import { AgencyId, PersonId } from './ids.ts';
import { Role } from './permissions.ts';
import { Day, Instant, id, LocalText } from './shapes.ts';

export const DeactivationId = id('DeactivationId');
export type DeactivationId = v.InferOutput<typeof DeactivationId>;

/**
 * scheduled: signed, its instant not come (or held up) · done · called_off: taken back before its instant · lapsed: at its
 * instant the person was of another agency by then.
 */
export const DEACTIVATION_STATES = ['scheduled', 'done', 'called_off', 'lapsed'] as const;
export const DeactivationState = v.picklist(DEACTIVATION_STATES, 'field.choice');
export type DeactivationState = v.InferOutput<typeof DeactivationState>;

/** `other` is said in words. */
export const DEACTIVATION_GROUNDS = ['separation', 'retirement', 'agency_change', 'leave', 'death', 'other'] as const;
export const DeactivationGround = v.picklist(DEACTIVATION_GROUNDS, 'field.choice');
export type DeactivationGround = v.InferOutput<typeof DeactivationGround>;

/** screen: the session proved its person again · scan: DTI captured a signed sheet. */
export const DEACTIVATION_WAYS = ['screen', 'scan'] as const;
export const DeactivationWay = v.picklist(DEACTIVATION_WAYS);
export type DeactivationWay = v.InferOutput<typeof DeactivationWay>;

/** How far ahead a date may be, in days. */
export const DEACTIVATION_AHEAD_DAYS = 365;

const Named = v.object({ id: PersonId, name: v.string() });

const summary = {
  id: DeactivationId,
  version: v.number(),
  folio: v.string(),
  agency: v.object({ id: AgencyId, acronym: v.string(), name: LocalText }),
  person: v.object({ ...Named.entries, employeeNumber: v.string(), positionName: LocalText }),
  ground: DeactivationGround,
  state: DeactivationState,
  /** Null: at once, when it was signed. */
  effectiveOn: v.nullable(Day),
  effectiveAt: Instant,
  /** Its instant came, and it waits: the person is the only one who administers the desk. */
  heldUpAt: v.nullable(Instant),
  way: DeactivationWay,
  signerName: v.string(),
  /** Who signed it on screen, or captured the paper. */
  askedBy: v.string(),
  askedAt: Instant,
  doneAt: v.nullable(Instant),
};
export const DeactivationSummary = v.object(summary);
export type DeactivationSummary = v.InferOutput<typeof DeactivationSummary>;

export const DeactivationView = v.object({
  ...summary,
  /** Of the ground `other`. */
  groundWords: v.string(),
  note: v.string(),
  /** Who is to take the open requests; null: who coordinates the agency. */
  colleague: v.nullable(Named),
  /** Who took them, and how many; null before, and where there was nobody. */
  takenBy: v.nullable(Named),
  requestsPassed: v.number(),
  /** Of one that is done: how many nobody was there to take; null: it was not counted. */
  requestsLeft: v.nullable(v.number()),
  /** How many would pass if it were now; 0 once it is over. */
  requestsOpen: v.number(),
  signedOn: Day,
  scan: v.nullable(AttachmentView),
  calledOff: v.nullable(v.object({ by: v.string(), at: Instant, reason: v.string() })),
  can: v.object({ callOff: v.boolean() }),
});
export type DeactivationView = v.InferOutput<typeof DeactivationView>;

/** self: one’s own · last-admin: nobody else administers · scheduled: one is signed already. */
export const DEACTIVATION_OBSTACLES = ['self', 'last-admin', 'scheduled'] as const;

/** Somebody who may be named in the form. */
export const LeaverView = v.object({
  ...Named.entries,
  employeeNumber: v.string(),
  positionName: LocalText,
  agency: v.object({ id: AgencyId, acronym: v.string(), name: LocalText }),
  state: v.picklist(['invited', 'active']),
});
export type LeaverView = v.InferOutput<typeof LeaverView>;

/** What somebody holds beside requests, and loses with the account. */
export const LeaverHolds = v.object({
  /** Beside that of asking for oneself. */
  roles: v.array(Role),
  /** Of those: offices of the agency that nobody else holds. */
  alone: v.array(Role),
  /** Teams they lead. */
  leads: v.array(LocalText),
  /** Delegations in force: people on whose account they file, and people who file on theirs. */
  filesFor: v.number(),
  filedForBy: v.number(),
});
export type LeaverHolds = v.InferOutput<typeof LeaverHolds>;
