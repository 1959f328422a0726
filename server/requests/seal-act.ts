/** Which acts on a request are official answers, and what their sealed record says (decision 53). */

import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestState } from '#contract/requests.ts';
import type { PersonCard } from '#server/accounts/index.ts';
import { peopleByIds } from '#server/accounts/index.ts';
import { closureCodes } from '#server/catalogue/index.ts';
import { recordHead } from '#server/institution/index.ts';
import { factOf, type RecordFact, type SealedAct, sealRecord } from '#server/records/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import type { Work } from '#server/shared/store.ts';
import type { RequestPatch, RequestRow } from './rows.ts';
import { found, type Surroundings } from './surroundings.ts';

type Done = {
  readonly held: RequestRow;
  readonly among: Surroundings;
  readonly to: RequestState;
  readonly outcome: {
    readonly fact: string;
    readonly data?: { readonly [key: string]: Json };
    readonly patch?: RequestPatch;
    readonly message?: { readonly text: string; readonly visibility: 'public' | 'internal' };
  };
  readonly files: readonly AttachmentView[];
};

const ENDS: readonly RequestState[] = ['closed', 'cancelled', 'rejected'];

function actOf({ held, to, outcome }: Done): SealedAct | null {
  if (outcome.fact === 'request.urgency-decided') return 'urgency';
  if (to === held.state) return null;
  if (to === 'resolved') return 'solution';
  return ENDS.includes(to) ? 'closing' : null;
}

/** Seals what was done where it is an official answer; what the entry of the act says of it. */
export async function sealAct(work: Work, done: Done): Promise<RecordFact | null> {
  const act = actOf(done);
  if (act === null) return null;
  const { held, among } = done;
  const record = await sealRecord(work, {
    ...{ subjectId: held.id, act, folio: held.folio },
    head: recordHead(among.institution, work.now),
    agency: found(among.agencies, held.agency_id),
    content: { ...(await standing(work, done)), ...(act === 'urgency' ? urgencyOf(done) : await endOf(work, done)) },
  });
  return factOf(record);
}

export const officeOf = (person: PersonCard | undefined): Json =>
  person === undefined ? null : { name: person.fullName, positionName: person.positionName.es };

/** What every answer says of its request: as it stands after the act. */
export async function standing(
  work: Work,
  { held, among, to, outcome, files }: Done,
): Promise<{ [key: string]: Json }> {
  const { actor } = work;
  const byId = actor.kind === 'person' ? actor.id : null;
  const people = await peopleByIds(work.db, [held.requester_id, ...(byId === null ? [] : [byId])]);
  const requester = people.get(held.requester_id);
  const patch = outcome.patch ?? {};
  return {
    state: to,
    registeredAt: held.registered_at.toISOString(),
    requesterName: requester?.fullName ?? '',
    positionName: requester?.positionName.es ?? '',
    areaName: found(among.areas, held.area_id).name.es,
    serviceName: held.service_id === null ? null : found(among.services, held.service_id).name.es,
    levelName: found(among.levels, patch.level_id ?? held.level_id).name.es,
    subject: held.subject,
    // Nobody: the desk itself did it, by its rules.
    by: byId === null ? null : officeOf(people.get(byId)),
    statement: outcome.message?.visibility === 'public' ? outcome.message.text : null,
    attachments: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
}

const urgencyOf = ({ held, among, outcome: { data = {} } }: Done): { [key: string]: Json } => ({
  outcome: data.outcome ?? null,
  round: data.round ?? null,
  levelBefore: found(among.levels, held.level_id).name.es,
  resolutionDueBefore: data.dueBefore ?? null,
  resolutionDueAt: data.dueAfter ?? null,
});

async function endOf(work: Work, { held, outcome: { data = {}, patch = {} } }: Done): Promise<{ [key: string]: Json }> {
  const key = patch.closure_code ?? held.closure_code;
  const code = key === null ? undefined : (await closureCodes(work.db)).find((each) => each.key === key);
  return {
    closureCode: code?.name.es ?? null,
    // Why it ended by itself, where it did.
    cause: typeof data.cause === 'string' ? data.cause : null,
    firstResponseDueAt: held.first_response_due_at.toISOString(),
    firstResponseAt: held.first_response_at?.toISOString() ?? null,
    resolutionDueAt: held.resolution_due_at.toISOString(),
    resolvedAt: (patch.resolved_at === work.now ? work.now : held.resolved_at)?.toISOString() ?? null,
  };
}
