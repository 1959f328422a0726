/** What somebody who is away left open, given to somebody who is there. */
import * as v from 'valibot';
import { PersonId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestId, RequestState } from './request-shapes.ts';
import { Instant, id, LocalText, text } from './shapes.ts';

export const AbsenceId = id('AbsenceId');
export const oneAbsence = v.strictObject({ id: AbsenceId });
export const Somebody = v.object({ id: PersonId, name: v.string() });

export const HAND_OVER_MAX = 200;

export const readHandOver = operation({
  name: 'readHandOver',
  method: 'GET',
  path: '/api/absences/:id/requests',
  permission: 'request.attend',
  summary: 'Open requests of who is away, that the reader may hand over, and to whom: the most pressing first',
  params: oneAbsence,
  reply: v.object({
    items: v.array(
      v.object({
        id: RequestId,
        ref: v.string(),
        folio: v.string(),
        subject: v.string(),
        state: RequestState,
        teamId: v.nullable(TeamId),
        teamName: v.nullable(LocalText),
        dueAt: Instant,
        /** Null: its clock runs. */
        pausedAt: v.nullable(Instant),
      }),
    ),
    /** People of the absent's teams; `teamIds`: whose requests they may have. */
    people: v.array(v.object({ ...Somebody.entries, teamIds: v.array(TeamId), away: v.boolean() })),
    deputyId: PersonId,
  }),
  refusals: ['not-found'],
});

export const handOver = operation({
  name: 'handOver',
  method: 'POST',
  path: '/api/absences/:id/hand-over',
  permission: 'request.attend',
  summary: 'Give open requests of who is away to one person, with a reason, in one act',
  idempotent: true,
  params: oneAbsence,
  body: v.strictObject({
    toId: PersonId,
    reason: text(1, 500),
    requestIds: v.pipe(
      v.array(RequestId),
      v.minLength(1, 'field.required'),
      v.maxLength(HAND_OVER_MAX, 'field.too-many'),
    ),
  }),
  /** `left`: no longer theirs, ended meanwhile, or of a team the other person is not in. */
  reply: v.object({ handed: v.array(v.string()), left: v.array(v.string()) }),
  refusals: ['not-found', 'right.missing', 'idempotency.mismatch'],
});
