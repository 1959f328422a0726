/** Views of the desk's list that somebody named: their filters, columns, order and form; one's own, or shared with a team. */
import * as v from 'valibot';
import { TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { QueueFilters } from './queue.ts';
import { Done, id, line } from './shapes.ts';

export const SavedViewId = id('SavedViewId');
export type SavedViewId = v.InferOutput<typeof SavedViewId>;

export const VIEW_NAME_MAX = 60;
/** How many one person may keep. */
export const SAVED_VIEWS_MAX = 30;

/** What the list may show of a request; where each stands is the list's own affair. */
export const VIEW_COLUMNS = [
  'folio',
  'due',
  'subject',
  'requester',
  'agency',
  'state',
  'agent',
  'team',
  'area',
  'service',
  'level',
  'registered',
  'last_movement',
] as const;
export const ViewColumn = v.picklist(VIEW_COLUMNS, 'field.choice');
export type ViewColumn = (typeof VIEW_COLUMNS)[number];

export const VIEW_FORMS = ['split', 'list'] as const;
export type ViewForm = (typeof VIEW_FORMS)[number];

const said = {
  name: line(1, VIEW_NAME_MAX),
  filters: QueueFilters,
  /** None: the usual ones. */
  columns: v.pipe(v.array(ViewColumn), v.maxLength(VIEW_COLUMNS.length, 'field.too-many')),
  /** The list beside what is open, or the list alone; null: whichever one works in. */
  form: v.nullable(v.picklist(VIEW_FORMS, 'field.choice')),
  /** Null: for me alone. */
  teamId: v.nullable(TeamId),
};

export const SavedView = v.object({
  id: SavedViewId,
  name: v.string(),
  filters: QueueFilters,
  columns: v.array(ViewColumn),
  form: v.nullable(v.picklist(VIEW_FORMS)),
  teamId: v.nullable(TeamId),
  ownerName: v.string(),
  mine: v.boolean(),
  /** May change and delete it: whoever made it, and the lead of the team it is shared with. */
  canChange: v.boolean(),
  version: v.number(),
});
export type SavedView = v.InferOutput<typeof SavedView>;

export const listSavedViews = operation({
  name: 'listSavedViews',
  method: 'GET',
  path: '/api/queue/views',
  permission: 'request.queue',
  summary: 'My saved views and those my teams share, by name',
  reply: v.object({ items: v.array(SavedView) }),
});

export const saveView = operation({
  name: 'saveView',
  method: 'POST',
  path: '/api/queue/views',
  permission: 'request.queue',
  summary: 'Name a set of filters as a view of mine, or of a team of mine',
  status: 201,
  body: v.strictObject(said),
  reply: SavedView,
  refusals: ['view.too-many'],
});

const oneView = v.strictObject({ id: SavedViewId });

export const changeView = operation({
  name: 'changeView',
  method: 'PUT',
  path: '/api/queue/views/:id',
  permission: 'request.queue',
  summary: 'Change the name, the filters, the columns, the form or the team of a saved view',
  params: oneView,
  body: v.strictObject({
    ...said,
    version: v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number')),
  }),
  reply: SavedView,
  refusals: ['not-found', 'version.stale'],
});

export const dropView = operation({
  name: 'dropView',
  method: 'DELETE',
  path: '/api/queue/views/:id',
  permission: 'request.queue',
  summary: 'Delete a saved view, for everybody who had it',
  params: oneView,
  reply: Done,
  refusals: ['not-found'],
});
