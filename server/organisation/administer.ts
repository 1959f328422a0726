/** What is done to an agency: made, named, moved in the tree, followed by another on a day. */
import type { BodyOf } from '#contract/operation.ts';
import type * as operations from '#contract/organisation.ts';
import type { AgencyPage, SuccessionId } from '#contract/organisation.ts';
import { outrun } from '#server/accounts/index.ts';
import {
  type AgencyContent,
  insertAgency,
  insertSuccession,
  keepName,
  lockTree,
  plannedSuccessions,
  type StandingAgency,
  type Succession,
  saveAgency,
  saveCalledOff,
  saveEnd,
} from '#server/agencies/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { Fault, type FieldFault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, type Allowed, allow } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { followSuccessions } from './follow.ts';
import { isEmpty } from './left-in.ts';
import { type AgencyRight, agencyPolicy, hasRoom } from './policy.ts';
import { canFollow, isAcronymTaken, isAwaited, isCycle, type Standing, standingOn } from './rules.ts';
import { DISSOLVED, viewAgency } from './view.ts';

const refuse = (fields: readonly FieldFault[]): void => {
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
};

const streamOf = (id: string): string => `agency:${id}`;

function refuseStrange(
  tree: readonly StandingAgency[],
  given: { id: string; content: AgencyContent; today: string },
): void {
  const { id, today } = given;
  const { acronym, parentId } = given.content;
  const before = tree.find((each) => each.id === id);
  const parent = tree.find((each) => each.id === parentId);
  const faults: FieldFault[] = [];
  if (before?.acronym !== acronym && isAcronymTaken(tree, { id, acronym, today }))
    faults.push({ path: 'acronym', message: 'field.agency-taken' });
  const isGone = parentId !== null && parentId !== before?.parentId;
  if (isGone && (parent === undefined || standingOn(parent, today) === 'ended'))
    faults.push({ path: 'parentId', message: 'field.choice' });
  else if (isCycle(tree, { id, parentId })) faults.push({ path: 'parentId', message: 'field.agency-cycle' });
  refuse(faults);
}

export async function add(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof operations.addAgency>; once: OneEffect | null },
): Promise<AgencyPage> {
  const { body, once } = given;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    allow(agencyPolicy, 'add', { actor, thing: { standing: 'coming', isPlanned: false } });
    const today = todayAt(await readInstitutionRow(work.db), work.now);
    refuseStrange(await lockTree(work), { id: answer.id, content: body, today });
    await insertAgency(work, { ...body, id: answer.id });
    await work.record({
      stream: streamOf(answer.id),
      fact: 'agency.made',
      data: { agencyId: answer.id, ...body },
      opens: true,
    });
  });
  return viewAgency(house, actor, id);
}

type Held = StandingAgency & { readonly standing: Standing; readonly isPlanned: boolean };
type Among = {
  readonly tree: readonly StandingAgency[];
  readonly planned: readonly Succession[];
  readonly today: string;
};

/** The steps every act on an agency shares: the tree is held, the agency asked about, as it was seen, and not over. */
async function act<Right extends AgencyRight>(
  house: House,
  asked: { actor: Actor; right: Right; on: { id: string; version: number } },
  perform: (work: Work, agency: Allowed<Right, Held>, among: Among) => Promise<void>,
): Promise<AgencyPage> {
  const { actor, right, on } = asked;
  await house.store.change(actor, async (work) => {
    const today = todayAt(await readInstitutionRow(work.db), work.now);
    const tree = await lockTree(work);
    const planned = await plannedSuccessions(work.db);
    const found = tree.find(({ id }) => id === on.id);
    const isPlanned = planned.some(({ agencyId }) => agencyId === on.id);
    const thing = found && { ...found, standing: standingOn(found, today), isPlanned };
    const agency = allow(agencyPolicy, right, { actor, thing });
    if (agency.version !== on.version) throw await outrun(work.db, { stream: streamOf(agency.id), actor });
    if (!hasRoom(right, agency)) throw new Fault('agency.ended');
    await perform(work, agency, { tree, planned, today });
  });
  return viewAgency(house, actor, on.id);
}

const isCalledOtherwise = (before: StandingAgency, content: AgencyContent): boolean =>
  before.acronym !== content.acronym || before.name.es !== content.name.es || before.name.en !== content.name.en;

export function change(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.changeAgency> },
): Promise<AgencyPage> {
  const { id } = given;
  const { version, keepsFormer, ...content } = given.body;
  return act(house, { actor, right: 'change', on: { id, version } }, async (work, agency, { tree, today }) => {
    refuseStrange(tree, { id, content, today });
    const renamed = isCalledOtherwise(agency, content);
    if (renamed && keepsFormer) await keepName(work, agency);
    await saveAgency(work, id, content);
    const { acronym, name, parentId } = agency;
    await work.record({
      stream: streamOf(id),
      fact: renamed ? 'agency.renamed' : 'agency.changed',
      data: { agencyId: id, from: { acronym, name, parentId }, ...content, ...(renamed ? { keepsFormer } : {}) },
    });
  });
}

/** Of today at once: whoever asks sees it done. */
export async function planSuccession(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.planSuccession> },
): Promise<AgencyPage> {
  const { id, body } = given;
  const { successorId, onDay, ground, version } = body;
  const on = { id, version };
  const page = await act(house, { actor, right: 'succeed', on }, async (work, agency, { tree, planned, today }) => {
    if (onDay < today) refuse([{ path: 'onDay', message: 'field.day-past' }]);
    if (onDay <= agency.validFrom) refuse([{ path: 'onDay', message: 'field.agency-day' }]);
    const successor = tree.find((each) => each.id === successorId);
    if (!canFollow(successor, { agencyId: id, onDay }))
      refuse([{ path: 'successorId', message: 'field.agency-successor' }]);
    if (isAwaited(planned, { agencyId: id, onDay })) throw new Fault('agency.awaited');
    const successionId = newId<SuccessionId>();
    await insertSuccession(work, { id: successionId, agencyId: agency.id, successorId, onDay, ground });
    await saveEnd(work, id, { day: onDay, successorId });
    await work.record({
      stream: streamOf(id),
      fact: 'agency.succession-planned',
      data: { agencyId: id, successionId, successorId, onDay, ground },
    });
  });
  if (page.agency.standing !== 'ended') return page;
  await followSuccessions(house);
  return viewAgency(house, actor, id);
}

/** From today, once it is empty: whoever is left in it would have nobody to ask for them, and what is open nobody to answer for it. */
export function dissolve(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.dissolveAgency> },
): Promise<AgencyPage> {
  const { id } = given;
  const { version, ground } = given.body;
  return act(house, { actor, right: 'dissolve', on: { id, version } }, async (work, _agency, among) => {
    if (!(await isEmpty(work.db, id, among))) throw new Fault('agency.not-empty');
    await saveEnd(work, id, { day: among.today, successorId: null });
    const data = { agencyId: id, onDay: among.today, ground };
    await work.record({ stream: streamOf(id), fact: DISSOLVED, data });
  });
}

export function callOff(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.callOffSuccession> },
): Promise<AgencyPage> {
  const { id } = given;
  const { version, note } = given.body;
  return act(house, { actor, right: 'callOff', on: { id, version } }, async (work, _agency, { planned }) => {
    const succession = planned.find(({ agencyId }) => agencyId === id);
    if (succession === undefined) throw new Fault('agency.ended');
    await saveCalledOff(work, succession.id, note);
    await saveEnd(work, id, null);
    await work.record({
      stream: streamOf(id),
      fact: 'agency.succession-called-off',
      data: { agencyId: id, successionId: succession.id, note },
    });
  });
}
