/** Deactivations: the list, one of them, asking for one, and calling it off. */
import * as v from 'valibot';
import {
  DEACTIVATION_OBSTACLES,
  DeactivationGround,
  DeactivationId,
  DeactivationState,
  DeactivationSummary,
  DeactivationView,
  DeactivationWay,
  LeaverHolds,
  LeaverView,
} from './deactivation-shapes.ts';
import { AgencyId, PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, Day, Done, id, line, pageOf, text } from './shapes.ts';

const One = v.strictObject({ id: DeactivationId });

export const listDeactivations = operation({
  name: 'listDeactivations',
  method: 'GET',
  path: '/api/deactivations',
  permission: 'deactivation.read',
  summary: 'Deactivations, what moved last first: of one’s agency, or all of them',
  query: v.strictObject({
    state: v.optional(DeactivationState),
    agencyId: v.optional(AgencyId),
    /** Words of the person’s name, their number, or the folio. */
    q: v.optional(line(0, 120)),
    cursor: v.optional(Cursor),
  }),
  reply: pageOf(DeactivationSummary),
});

export const readDeactivation = operation({
  name: 'readDeactivation',
  method: 'GET',
  path: '/api/deactivations/:id',
  permission: 'deactivation.read',
  summary: 'One deactivation: who, from when, who signed it, what became of it',
  params: One,
  reply: DeactivationView,
  refusals: ['not-found'],
});

/** Fewer letters would give half an agency away at once. */
export const LEAVER_LETTERS = 3;

export const findLeavers = operation({
  name: 'findLeavers',
  method: 'GET',
  path: '/api/deactivations/people',
  permission: 'deactivation.ask',
  summary: 'At most eight people with an account, by name or by employee number: of one’s agency, or, for DTI, of any',
  query: v.strictObject({ q: line(LEAVER_LETTERS, 120), agencyId: v.optional(AgencyId) }),
  reply: v.object({ people: v.array(LeaverView) }),
  refusals: ['rate.exceeded'],
});

export const lookAtLeaver = operation({
  name: 'lookAtLeaver',
  method: 'GET',
  path: '/api/deactivations/people/:id',
  permission: 'deactivation.ask',
  summary: 'What a deactivation of this person would do, before it is asked for',
  params: v.strictObject({ id: PersonId }),
  reply: v.object({
    person: LeaverView,
    /** Requests of theirs that would pass to the colleague. */
    follows: v.number(),
    /** Requests they attend, which would go back to their team. */
    attends: v.number(),
    /** Who takes the requests where no colleague is named; null: nobody coordinates the agency. */
    coordinator: v.nullable(v.object({ id: PersonId, name: v.string() })),
    holds: LeaverHolds,
    obstacle: v.nullable(v.picklist(DEACTIVATION_OBSTACLES)),
    /** The one that is signed already and waits for its day. */
    scheduled: v.nullable(v.object({ id: DeactivationId, folio: v.string() })),
    /** How whoever asks may sign it: on screen for their agency, DTI with the sheet an agency signed. */
    ways: v.array(DeactivationWay),
  }),
  refusals: ['not-found'],
});

export const askDeactivation = operation({
  name: 'askDeactivation',
  method: 'POST',
  path: '/api/deactivations',
  permission: 'deactivation.ask',
  asksAgain: true,
  summary:
    'Sign a deactivation: at once, or from the start of a day; by DTI, with the scan of the sheet the agency signed',
  status: 201,
  idempotent: true,
  body: v.strictObject({
    personId: PersonId,
    ground: DeactivationGround,
    groundWords: v.optional(line(0, 300), ''),
    /** Null: at once. Else a day to come, in the institution’s zone. */
    effectiveOn: v.nullable(Day),
    /** Null: who coordinates the agency. */
    colleagueId: v.nullable(PersonId),
    note: v.optional(text(0, 1000), ''),
    by: v.variant('way', [
      v.strictObject({ way: v.literal('screen') }),
      v.strictObject({
        way: v.literal('scan'),
        attachmentId: id('AttachmentId'),
        signerName: line(1, 200),
        signedOn: Day,
      }),
    ]),
  }),
  reply: DeactivationView,
  refusals: [
    'not-found',
    'right.missing',
    'account.closed',
    'deactivation.own',
    'deactivation.scheduled',
    'date.past',
    'role.last-admin',
    'attachment.type-refused',
    'attachment.gone',
    'attachment.infected',
    'idempotency.mismatch',
  ],
});

export const callOffDeactivation = operation({
  name: 'callOffDeactivation',
  method: 'POST',
  path: '/api/deactivations/:id/withdrawal',
  permission: 'deactivation.ask',
  summary: 'Take a deactivation back before its instant',
  params: One,
  body: v.strictObject({
    version: v.pipe(v.number('field.number'), v.integer('field.number')),
    reason: line(1, 500),
  }),
  reply: DeactivationView,
  refusals: ['not-found', 'right.missing', 'version.stale', 'deactivation.state'],
});

export const downloadDeactivationScan = operation({
  name: 'downloadDeactivationScan',
  method: 'GET',
  path: '/api/deactivations/:id/scan',
  permission: 'deactivation.read',
  summary: 'The scan of the signed sheet, to whoever may read the deactivation',
  carrier: 'download',
  params: One,
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected'],
});
