/** Rows of the catalogue as the contract shows them. */
import type { AreaView, LevelView, readDeskLists } from '#contract/catalogue.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { TeamWithMembers } from '../accounts/index.ts';
import type { Level } from '../service-levels/index.ts';
import type { Area, Service } from './rows.ts';

type TeamChoice = ReplyOf<typeof readDeskLists>['teams'][number];

export const toAreaView = (area: Area, services: readonly Service[]): AreaView => ({
  id: area.id,
  code: area.code,
  name: area.name,
  description: area.description,
  examples: area.examples,
  levelId: area.levelId,
  services: services
    .filter((service) => service.areaId === area.id)
    .map(({ id, code, name, description, levelId }) => ({ id, code, name, description, levelId })),
});

export const toLevelView = (level: Level): LevelView => ({
  id: level.id,
  code: level.code,
  name: level.name,
  firstResponseMinutes: level.firstResponseMinutes,
  resolutionMinutes: level.resolutionMinutes,
});

export const toTeamChoice = ({ id, name, areaId, members }: TeamWithMembers): TeamChoice => ({
  id: id as TeamChoice['id'],
  name,
  areaId: areaId as TeamChoice['areaId'],
  members: members.map(({ id: memberId, fullName, away }) => ({
    id: memberId,
    name: fullName,
    away: away && { to: away.to, standIn: away.standIn && { id: away.standIn.id, name: away.standIn.fullName } },
  })),
});
