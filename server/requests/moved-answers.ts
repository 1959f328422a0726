/**
 * Answers of a request that was given another service: those of the one before stay with it, in their own words; those the
 * new one asks are given by whoever moves it, or are missing until its requester or the desk says them in the thread.
 */
import { type Answers, answerTroubles, shownFields } from '#contract/forms.ts';
import type { RequestView } from '#contract/requests.ts';
import { fileNames } from '#server/attachments/index.ts';
import type { Service } from '#server/catalogue/index.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { sha256 } from '#server/shared/ids.ts';
import { personOf } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import type { Held } from './act.ts';
import {
  type Answered,
  type Asked,
  answeredAtFiling,
  formOf,
  type Given,
  type KeptAnswers,
  type RequestAnswers,
  refuseTroubles,
  viewsKept,
  withNames,
} from './answers.ts';
import { overtaken } from './first-hand.ts';
import type { RequestPatch } from './rows.ts';
import { found, type Surroundings, surroundings } from './surroundings.ts';

/** As parts of the outcome of an act. */
type Kept = { data: { readonly [key: string]: Json }; patch: RequestPatch; fileIds: readonly string[] };

const hashOf = (values: Answers): string => sha256(canonical(values)).toString('hex');

async function namesOf(work: Work, held: Held, given: { among: Surroundings; answered: Answered }) {
  const files = await fileNames(work.db, personOf(work.actor).id, given.answered.fileIds);
  const { among, answered } = given;
  return withNames(work.db, answered, { among, agencyId: held.agency_id, files, path: 'answers' });
}

type Moving = { among: Surroundings; service: Service | null; given: Given };

/** With another service: what was answered before is kept apart, what is given now need not be all that is asked. */
export async function answersMoved(work: Work, held: Held, { among, service, given }: Moving): Promise<Kept> {
  const { filing, former = [], ...rest } = held.answers;
  const before = { ...rest, former: filing === undefined ? former : [...former, filing] };
  const answered = answeredAtFiling(among, service, given, 'some');
  const version = service?.publishedVersion ?? null;
  if (service === null || version === null)
    return { data: {}, patch: { answers: JSON.stringify(before) }, fileIds: [] };
  const { values } = answered;
  const names = await namesOf(work, held, { among, answered });
  const kept: RequestAnswers = { ...before, filing: { serviceId: service.id, version, values, names } };
  return {
    data: { serviceVersion: version, answersSha256: hashOf(values) },
    patch: { answers: JSON.stringify(kept) },
    fileIds: answered.fileIds,
  };
}

/** What the service asks and nobody has said yet; null where nothing is missing, or nothing was ever moved. */
export function missingAnswers(among: Surroundings, row: Asked): RequestView['missing'] {
  const { filing, former } = row.answers;
  if (former === undefined || filing === undefined || filing.serviceId !== row.service_id) return null;
  const form = formOf(among, filing).filter((field) => field.moment === 'filing');
  const lacks = shownFields(form, filing.values, 'filing').some(
    (field) => field.required && filing.values[field.key] === undefined,
  );
  return lacks ? { form, filed: filing.values } : null;
}

/** Says what was missing, all of it. Refuses `version.stale` where somebody else has said some of it meanwhile. */
export async function answersCompleted(work: Work, held: Held, answers: Answers): Promise<Kept> {
  const among = await surroundings(work.settled, held.settled_version);
  const missing = missingAnswers(among, held);
  const { filing } = held.answers;
  if (missing === null || filing === undefined || Object.keys(answers).some((key) => key in filing.values))
    throw await overtaken(work, held);
  const values = { ...filing.values, ...answers };
  refuseTroubles(answerTroubles(missing.form, values, 'filing'));
  const fileIds = missing.form.flatMap(({ key, type }) => {
    const answer = type === 'file' ? answers[key] : undefined;
    return Array.isArray(answer) ? answer : [];
  });
  const names = await namesOf(work, held, { among, answered: { form: missing.form, values: answers, fileIds } });
  const kept: KeptAnswers = { ...filing, values, names: { ...filing.names, ...names } };
  return {
    data: { serviceVersion: filing.version, answersSha256: hashOf(values) },
    patch: { answers: JSON.stringify({ ...held.answers, filing: kept }) },
    fileIds,
  };
}

/** Newest first: what was said under the services it had before. */
export const formerAnswers = (among: Surroundings, row: Asked): RequestView['formerAnswers'] =>
  (row.answers.former ?? [])
    .filter(({ values }) => Object.keys(values).length > 0)
    .map((kept) => ({
      serviceName: found(among.services, kept.serviceId).name,
      version: kept.version,
      answers: viewsKept(among, kept),
    }))
    .toReversed();
