import * as operations from '#contract/teams.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import * as absences from './absences.ts';
import { add, change, restore, retire, saveMembers } from './administer-team.ts';
import { handOver, readToHandOver } from './hand-over.ts';
import { findPeople, readTeams } from './read-teams.ts';

export const routes = (house: House): Route[] => [
  answer(operations.listTeams).with(({ actor }) => readTeams(house, actor)),
  answer(operations.findDeskPeople).with(({ query }) => findPeople(house, query)),
  answer(operations.addTeam).with(({ actor, body, once }) => add(house, actor, { body, once })),
  answer(operations.changeTeam).with(({ actor, params, body }) => change(house, actor, { id: params.id, body })),
  answer(operations.saveTeamMembers).with(({ actor, params, body }) =>
    saveMembers(house, actor, { id: params.id, body }),
  ),
  answer(operations.retireTeam).with(({ actor, params, body }) => retire(house, actor, { id: params.id, body })),
  answer(operations.restoreTeam).with(({ actor, params, body }) => restore(house, actor, { id: params.id, body })),
  answer(operations.listAbsences).with(({ actor }) => absences.list(house, actor)),
  answer(operations.listDeputies).with(({ actor, query }) => absences.deputies(house, actor, query)),
  answer(operations.setAbsence).with(({ actor, body, once }) => absences.set(house, actor, { body, once })),
  answer(operations.changeAbsence).with(({ actor, params, body }) =>
    absences.change(house, actor, { id: params.id, body }),
  ),
  answer(operations.endAbsence).with(({ actor, params, body }) =>
    absences.end(house, actor, { id: params.id, version: body.version }),
  ),
  answer(operations.readHandOver).with(({ actor, params }) => readToHandOver(house, actor, params.id)),
  answer(operations.handOver).with(({ actor, params, body, once }) =>
    handOver(house, actor, { id: params.id, body, once }),
  ),
];
