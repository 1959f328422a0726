/** Files of people, made in the background for one's own account; they end after a day. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { PeopleFilter } from './people.ts';
import { Done, Instant, id, Nothing } from './shapes.ts';

export const PeopleExportId = id('PeopleExportId');
export type PeopleExportId = v.InferOutput<typeof PeopleExportId>;

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;

export const PeopleExportView = v.object({
  id: PeopleExportId,
  format: v.picklist(EXPORT_FORMATS),
  /** queued: is being made · ready: can be fetched · refused: who asked for it might not have it when it was made. */
  state: v.picklist(['queued', 'ready', 'refused']),
  /** How many are in it; null until it is made. */
  people: v.nullable(v.number()),
  askedAt: Instant,
  expiresAt: Instant,
});
export type PeopleExportView = v.InferOutput<typeof PeopleExportView>;

export const askPeopleExport = operation({
  name: 'askPeopleExport',
  asksAgain: true,
  method: 'POST',
  path: '/api/people-exports',
  permission: 'people.administer',
  summary: 'Ask for a file of the people a search finds; made in the background, recorded, one’s own for a day',
  status: 202,
  body: v.strictObject({ ...PeopleFilter, format: v.picklist(EXPORT_FORMATS, 'field.choice') }),
  reply: PeopleExportView,
  refusals: ['rate.exceeded'],
});

export const listPeopleExports = operation({
  name: 'listPeopleExports',
  method: 'GET',
  path: '/api/people-exports',
  permission: 'people.administer',
  summary: 'One’s own files of people that have not ended, the newest first',
  query: Nothing,
  reply: v.object({ items: v.array(PeopleExportView) }),
  background: true,
});

export const downloadPeopleExport = operation({
  name: 'downloadPeopleExport',
  method: 'GET',
  path: '/api/people-exports/:id/file',
  permission: 'people.administer',
  summary: 'One of one’s own files of people; each fetching is recorded',
  carrier: 'download',
  params: v.strictObject({ id: PeopleExportId }),
  reply: Done,
  refusals: ['not-found'],
});
