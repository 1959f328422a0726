/** Named views of the desk's list. What they find is what their reader may see: a view shares filters, never requests. */
import type { BodyOf } from '#contract/operation.ts';
import {
  type changeView as changeOperation,
  SAVED_VIEWS_MAX,
  type SavedView,
  type saveView as saveOperation,
} from '#contract/saved-views.ts';
import { outrun, teamById } from '#server/accounts/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { mayShareWith, viewPolicy } from './policy.ts';
import {
  countViewsOf,
  deleteView,
  insertView,
  lockView,
  updateView,
  type ViewContent,
  type ViewRow,
  viewById,
  viewsFor,
} from './saved-view-rows.ts';

const toView = (row: ViewRow, actor: Actor): SavedView => ({
  id: row.id as SavedView['id'],
  name: row.name,
  filters: row.filters,
  columns: [...row.columns],
  form: row.form,
  teamId: row.team_id as SavedView['teamId'],
  ownerName: row.owner_name,
  mine: row.owner_id === personOf(actor).id,
  canChange: viewPolicy.may('change', actor, row),
  version: row.version,
});

export async function listViews(house: House, actor: Actor): Promise<{ items: SavedView[] }> {
  const rows = await viewsFor(house.store.read, personOf(actor));
  return { items: rows.map((row) => toView(row, actor)) };
}

const shown = async (house: House, actor: Actor, id: string): Promise<SavedView> => {
  const row = await viewById(house.store.read, id);
  if (row === undefined) throw new Fault('not-found');
  return toView(row, actor);
};

async function contentOf(work: Work, body: BodyOf<typeof saveOperation>): Promise<ViewContent> {
  const { teamId, name, filters, columns, form } = body;
  if (teamId !== null && !(mayShareWith(work.actor, teamId) && (await teamById(work.db, teamId))))
    throw new Fault('input.invalid', {}, { fields: [{ path: 'teamId', message: 'field.choice' }] });
  return { team_id: teamId, name, filters, columns: [...new Set(columns)], form };
}

export async function addView(house: House, actor: Actor, body: BodyOf<typeof saveOperation>): Promise<SavedView> {
  const me = personOf(actor).id;
  const id = newId();
  await house.store.change(actor, async (work) => {
    const content = await contentOf(work, body);
    await insertView(work, { id, ownerId: me, content });
    if ((await countViewsOf(work.db, me)) > SAVED_VIEWS_MAX)
      throw new Fault('view.too-many', { limit: SAVED_VIEWS_MAX });
    await work.record({ stream: `view:${id}`, fact: 'view.saved', data: said(id, content), opens: true });
  });
  return shown(house, actor, id);
}

const said = (viewId: string, content: ViewContent) => ({
  viewId,
  name: content.name,
  ...(content.team_id === null ? {} : { teamId: content.team_id }),
});

export async function changeView(
  house: House,
  actor: Actor,
  on: { id: string; body: BodyOf<typeof changeOperation> },
): Promise<SavedView> {
  await house.store.change(actor, async (work) => {
    const view = allow(viewPolicy, 'change', { actor, thing: await lockView(work, on.id) });
    if (view.version !== on.body.version) throw await outrun(work.db, { stream: `view:${view.id}`, actor });
    // Where it is shared already it may stay, although its lead is the one who renames it.
    const kept = view.team_id !== null && on.body.teamId === view.team_id;
    const content = kept
      ? { ...(await contentOf(work, { ...on.body, teamId: null })), team_id: view.team_id }
      : await contentOf(work, on.body);
    await updateView(work, view, content);
    await work.record({ stream: `view:${view.id}`, fact: 'view.changed', data: said(view.id, content) });
  });
  return shown(house, actor, on.id);
}

export async function dropView(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  await house.store.change(actor, async (work) => {
    const view = allow(viewPolicy, 'change', { actor, thing: await lockView(work, id) });
    await deleteView(work, view);
    await work.record({ stream: `view:${view.id}`, fact: 'view.deleted', data: said(view.id, view) });
  });
  return { done: true };
}
