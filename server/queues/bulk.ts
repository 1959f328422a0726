/**
 * One act on many requests. Nothing here decides anything: each request goes through the act of a single one, with its rights,
 * its state table and its version, in a transaction of its own; the preview does the same and undoes it.
 */
import type { actOnMany, BulkAct, previewBulk } from '#contract/bulk.ts';
import { BULK_MAX } from '#contract/bulk.ts';
import { FAULTS } from '#contract/faults.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { SOLUTION_MAX } from '#contract/request-acts.ts';
import { MESSAGE_MAX } from '#contract/request-shapes.ts';
import type { RequestView } from '#contract/requests.ts';
import { wordsFor } from '#server/canned-replies/index.ts';
import {
  ask,
  assign,
  idsInQueue,
  join,
  message,
  note,
  resolve,
  resume,
  type Standing,
  standingsFor,
  standingWithin,
  take,
  wait,
} from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { sha256 } from '#server/shared/ids.ts';
import type { Actor } from '#server/shared/policy.ts';
import { rehearse } from '#server/shared/rehearse.ts';
import type { OneEffect } from '#server/shared/store.ts';

type On = { readonly id: string; readonly version: number; readonly once: OneEffect | null };
type Preview = ReplyOf<typeof previewBulk>;
type Line = Preview['items'][number];
type Done = ReplyOf<typeof actOnMany>;

/** The act itself, on one of them. */
function perform(house: House, actor: Actor, given: { act: BulkAct; on: On }): Promise<RequestView> {
  const { id, version, once } = given.on;
  const on = <Body>(body: Body) => ({ id, once, body });
  const act = given.act;
  if (act.do === 'take') return take(house, actor, on({ ...without(act), version }));
  if (act.do === 'resume') return resume(house, actor, on({ version }));
  if (act.do === 'assign') return assign(house, actor, on({ ...without(act), version }));
  if (act.do === 'wait') return wait(house, actor, on({ ...without(act), version }));
  if (act.do === 'ask') return ask(house, actor, on({ ...without(act), version, attachments: [] }));
  if (act.do === 'resolve') return resolve(house, actor, on({ ...without(act), version, attachments: [] }));
  if (act.do === 'join') return join(house, actor, on({ ...without(act), version }));
  if (act.do === 'reply') return message(house, actor, on({ text: act.text, version, attachments: [] }));
  return note(house, actor, on({ text: act.text, attachments: [] }));
}

/** What the act of a single request is told. */
const without = <Act extends { do: string; english?: string | undefined }>({
  do: _name,
  english: _chosen,
  ...said
}: Act): Omit<Act, 'do' | 'english'> => said;

type Worded = { readonly act: BulkAct; readonly language: Line['language'] };

/** The act with its words, where it has any, as this request reads them. */
async function worded(house: House, actor: Actor, { act, id }: { act: BulkAct; id: string }): Promise<Worded> {
  const inWords = (text: string, most: number) =>
    wordsFor(house, actor, { id, text, english: 'english' in act ? act.english : undefined, most });
  if ('text' in act) {
    const { text, language } = await inWords(act.text, MESSAGE_MAX);
    return { act: { ...act, text }, language };
  }
  if ('solution' in act) {
    const { text, language } = await inWords(act.solution, SOLUTION_MAX);
    return { act: { ...act, solution: text }, language };
  }
  return { act, language: null };
}

const wordsOf = (act: BulkAct): string | null => ('text' in act ? act.text : 'solution' in act ? act.solution : null);

/** A refusal of this one request; what would refuse any of them, or is an accident, is thrown on. */
function refusalOf(error: unknown): NonNullable<Line['refusal']> {
  if (!(error instanceof Fault) || FAULTS[error.code] >= 500 || error.code === 'idempotency.mismatch') throw error;
  if (error.code === 'input.invalid') {
    const fields = error.fields.map((field) => ({ ...field, path: `act.${field.path}` }));
    throw new Fault('input.invalid', error.values, { fields });
  }
  return { code: error.code, values: { ...error.values } };
}

const standing = ({ state, agentName, teamName, outage }: Standing): NonNullable<Line['before']> => ({
  state,
  agentName,
  teamName,
  outage,
});

export async function preview(house: House, actor: Actor, body: BodyOf<typeof previewBulk>): Promise<Preview> {
  const { act, of } = body;
  const wanted = 'ids' in of ? of.ids : await idsInQueue(house, actor, { filters: of.filters, limit: BULK_MAX + 1 });
  const ids = [...new Set<string>(wanted)].slice(0, BULK_MAX);
  const before = await standingsFor(house, actor, ids);
  const items: Line[] = [];
  for (const id of ids) items.push(await previewOne(house, actor, { act, id, before: before.get(id) }));
  return { items, more: wanted.length > BULK_MAX };
}

async function previewOne(
  house: House,
  actor: Actor,
  given: { act: BulkAct; id: string; before: Standing | undefined },
): Promise<Line> {
  const { act, before } = given;
  const id = given.id as Line['id'];
  if (before === undefined) {
    const refusal = { code: 'not-found' as const, values: {} };
    return {
      id,
      folio: null,
      subject: null,
      version: null,
      before: null,
      after: null,
      words: null,
      language: null,
      refusal,
    };
  }
  const { folio, subject, version } = before;
  const line = { id, folio, subject, version, before: standing(before) };
  try {
    const { act: own, language } = await worded(house, actor, { act, id });
    const words = language === null && wordsOf(own) === wordsOf(act) ? null : wordsOf(own);
    const after = await rehearse(
      house,
      (work) => standingWithin(house, work.db, { actor, id }),
      (within) => perform(within, actor, { act: own, on: { id, version, once: null } }),
    );
    return { ...line, after: standing(after), words, language, refusal: null };
  } catch (error) {
    return { ...line, after: null, words: null, language: null, refusal: refusalOf(error) };
  }
}

/** Its own key for each request, made of the call's: done again after a cut, it goes on where it was. */
const onceFor = (once: OneEffect | null, id: string): OneEffect | null =>
  once === null ? null : { ...once, key: sha256(`${once.key} ${id}`).toString('base64url') };

export async function actOn(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof actOnMany>; once: OneEffect | null },
): Promise<Done> {
  const { act, items } = given.body;
  const versions = new Map(items.map((item) => [item.id, item.version]));
  const seen = await standingsFor(house, actor, [...versions.keys()]);
  const done: Done['done'] = [];
  const refused: Done['refused'] = [];
  for (const [id, version] of versions) {
    try {
      const on = { id, version, once: onceFor(given.once, id) };
      const own = await worded(house, actor, { act, id });
      const { folio } = await perform(house, actor, { act: own.act, on });
      done.push({ id, folio });
    } catch (error) {
      refused.push({ id, folio: seen.get(id)?.folio ?? null, ...refusalOf(error) });
    }
  }
  return { done, refused };
}
