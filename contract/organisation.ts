/** The tree of agencies: who heads and coordinates each, what it was called, and who follows whom on which day. */
import * as v from 'valibot';
import { AGENCY_KINDS } from './agencies.ts';
import { AgencyId, PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Day, Instant, id, LocalText, line, text } from './shapes.ts';

export const SuccessionId = id('SuccessionId');
export type SuccessionId = v.InferOutput<typeof SuccessionId>;

const Version = v.pipe(v.number('field.number'), v.integer('field.number'));

/** Who holds an office of an agency; `since` null: from before it was written down. */
const Holder = v.object({ personId: PersonId, name: v.string(), since: v.nullable(Instant), until: v.nullable(Day) });
export type Holder = v.InferOutput<typeof Holder>;

export const AgencyNode = v.object({
  id: AgencyId,
  acronym: v.string(),
  name: LocalText,
  kind: v.picklist(AGENCY_KINDS),
  parentId: v.nullable(AgencyId),
  validFrom: Day,
  /** The first day without it; null: none is known. */
  validTo: v.nullable(Day),
  /** `coming`: it begins on `validFrom` · `ended`: it is no more. */
  standing: v.picklist(['coming', 'in_force', 'ended']),
  successorId: v.nullable(AgencyId),
  /** Accounts that are not closed. */
  people: v.number(),
  heads: v.array(Holder),
  coordinators: v.array(Holder),
  /** Of one that ended: how much still names it, and not the one that goes on in its place. */
  stillNamed: v.number(),
  version: v.number(),
});
export type AgencyNode = v.InferOutput<typeof AgencyNode>;

export const SuccessionView = v.object({
  id: SuccessionId,
  agencyId: AgencyId,
  successorId: AgencyId,
  onDay: Day,
  ground: v.string(),
  decidedAt: Instant,
  decidedBy: v.nullable(v.string()),
  calledOff: v.nullable(v.object({ at: Instant, by: v.nullable(v.string()), note: v.string() })),
  doneAt: v.nullable(Instant),
  /** How much passed over so far. */
  people: v.number(),
  requests: v.number(),
  enrolments: v.number(),
});
export type SuccessionView = v.InferOutput<typeof SuccessionView>;

/** Rule of assignment, service offered to some agencies, notice for some of them, directory whose newcomers come into it. */
export const NAMED_KINDS = ['rule', 'service', 'announcement', 'directory'] as const;

/** What names an agency. */
const Named = v.object({ kind: v.picklist(NAMED_KINDS), id: v.string(), name: LocalText });
export type Named = v.InferOutput<typeof Named>;

export const AgencyPage = v.object({
  agency: AgencyNode,
  /** What it was called, the latest first. */
  former: v.array(v.object({ until: Instant, acronym: v.string(), name: LocalText })),
  /** From it and into it, the latest first. */
  successions: v.array(SuccessionView),
  /** What is in it: what a succession would take along today, and has to go elsewhere before it ends with nobody after it. */
  moves: v.object({
    people: v.number(),
    requests: v.number(),
    /** Forms under way. */
    enrolments: v.number(),
    /** Waiting for their day. */
    deactivations: v.number(),
    /** Planned, out of it or into it. */
    movements: v.number(),
    /** Agencies under it that have not ended. */
    children: v.number(),
  }),
  /** Where it ended with nobody after it. */
  dissolved: v.nullable(v.object({ at: Instant, by: v.nullable(v.string()), ground: v.string() })),
  /** What names it; of one that ended, without what already names the agency that goes on in its place. */
  named: v.array(Named),
  can: v.object({ change: v.boolean(), succeed: v.boolean(), dissolve: v.boolean(), callOff: v.boolean() }),
});
export type AgencyPage = v.InferOutput<typeof AgencyPage>;

export const readOrganisation = operation({
  name: 'readOrganisation',
  method: 'GET',
  path: '/api/agencies',
  permission: 'organisation.read',
  summary:
    'Every agency there is, will be or was, with who heads and coordinates it, and the successions still to come',
  reply: v.object({
    today: Day,
    agencies: v.array(AgencyNode),
    planned: v.array(SuccessionView),
    can: v.object({ add: v.boolean() }),
  }),
});

const oneAgency = v.strictObject({ id: AgencyId });

export const readAgency = operation({
  name: 'readAgency',
  method: 'GET',
  path: '/api/agencies/:id',
  permission: 'organisation.read',
  summary: 'One agency: its offices, former names and successions, and what a succession would take along',
  params: oneAgency,
  reply: AgencyPage,
  refusals: ['not-found'],
});

const Content = {
  acronym: line(1, 20),
  name: v.strictObject({ es: line(1, 160), en: line(1, 160) }),
  kind: v.picklist(AGENCY_KINDS, 'field.choice'),
  parentId: v.nullable(AgencyId),
};

export const addAgency = operation({
  name: 'addAgency',
  method: 'POST',
  path: '/api/agencies',
  permission: 'organisation.administer',
  summary: 'One more agency, from a day on',
  status: 201,
  idempotent: true,
  body: v.strictObject({ ...Content, validFrom: Day }),
  reply: AgencyPage,
  refusals: ['idempotency.mismatch'],
});

export const changeAgency = operation({
  name: 'changeAgency',
  method: 'PUT',
  path: '/api/agencies/:id',
  permission: 'organisation.administer',
  summary: 'Correct an agency, give it another name from now on, or move it in the tree',
  params: oneAgency,
  body: v.strictObject({
    ...Content,
    /** True: what was filed before keeps the name of before; false: it was a mistake and is put right everywhere. */
    keepsFormer: v.boolean('field.choice'),
    version: Version,
  }),
  reply: AgencyPage,
  refusals: ['not-found', 'version.stale'],
});

export const planSuccession = operation({
  name: 'planSuccession',
  asksAgain: true,
  method: 'POST',
  path: '/api/agencies/:id/succession',
  permission: 'organisation.administer',
  summary: 'On a day the agency ends and another goes on with its people, offices, open requests and forms under way',
  params: oneAgency,
  body: v.strictObject({ successorId: AgencyId, onDay: Day, ground: text(5, 300), version: Version }),
  reply: AgencyPage,
  refusals: ['not-found', 'version.stale', 'agency.ended', 'agency.awaited'],
});

export const callOffSuccession = operation({
  name: 'callOffSuccession',
  method: 'POST',
  path: '/api/agencies/:id/succession/call-off',
  permission: 'organisation.administer',
  summary: 'Call a succession off before its day',
  params: oneAgency,
  body: v.strictObject({ note: text(5, 300), version: Version }),
  reply: AgencyPage,
  refusals: ['not-found', 'version.stale', 'agency.ended'],
});

export const dissolveAgency = operation({
  name: 'dissolveAgency',
  asksAgain: true,
  method: 'POST',
  path: '/api/agencies/:id/dissolution',
  permission: 'organisation.administer',
  summary: 'End an agency today with nobody after it, once nobody and nothing open is left in it',
  params: oneAgency,
  body: v.strictObject({ ground: text(5, 300), version: Version }),
  reply: AgencyPage,
  refusals: ['not-found', 'version.stale', 'agency.ended', 'agency.not-empty'],
});
