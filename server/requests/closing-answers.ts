/** What a service asks of whoever marks its request as resolved. */
import type { Answers } from '#contract/forms.ts';
import { fileNames } from '#server/attachments/index.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { sha256 } from '#server/shared/ids.ts';
import { personOf } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import type { Held, Outcome } from './act.ts';
import { answeredAtClosing, type RequestAnswers, withNames } from './answers.ts';
import type { RequestPatch } from './rows.ts';
import { surroundings } from './surroundings.ts';

type Closing = { data: NonNullable<Outcome['data']>; patch: RequestPatch; fileIds: readonly string[] };

/** As parts of the outcome of resolving. Refuses what does not fit the form, at `closingAnswers.<key>`. */
export async function closingAnswers(work: Work, held: Held, answers: Answers): Promise<Closing> {
  const among = await surroundings(work.settled, held.settled_version);
  const answered = answeredAtClosing(among, held, answers);
  const { service_id: serviceId, service_version: version } = held;
  if (serviceId === null || version === null || Object.keys(answered.values).length === 0)
    return { data: {}, patch: {}, fileIds: [] };
  const files = await fileNames(work.db, personOf(work.actor).id, answered.fileIds);
  const names = await withNames(work.db, answered, {
    among,
    agencyId: held.agency_id,
    files,
    path: 'closingAnswers',
  });
  const kept: RequestAnswers = {
    ...held.answers,
    closing: { serviceId, version, values: answered.values, names },
  };
  const closingSha256: Json = sha256(canonical(answered.values)).toString('hex');
  return {
    data: { serviceVersion: version, answersSha256: closingSha256 },
    patch: { answers: JSON.stringify(kept) },
    fileIds: answered.fileIds,
  };
}
