/** What the desk chooses from. Apart from the catalogue, so that who only asks does not fetch it. */
import * as v from 'valibot';
import { AreaId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { LocalText } from './shapes.ts';

export const readDeskLists = operation({
  name: 'readDeskLists',
  method: 'GET',
  path: '/api/desk-lists',
  permission: 'desk.lists',
  summary: 'Teams with their people, and closure codes: what the desk and its administrators choose from',
  reply: v.object({
    teams: v.array(
      v.object({
        id: TeamId,
        name: LocalText,
        areaId: v.nullable(AreaId),
        members: v.array(
          v.object({
            id: v.string(),
            name: v.string(),
            /** Away today: the last day of it, and who stands in; null: at work. */
            away: v.nullable(
              v.object({ to: v.string(), standIn: v.nullable(v.object({ id: v.string(), name: v.string() })) }),
            ),
          }),
        ),
      }),
    ),
    closureCodes: v.array(v.object({ key: v.string(), name: LocalText })),
  }),
});
