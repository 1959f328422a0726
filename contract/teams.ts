/** Teams of the desk: who is in them, who leads, who is away and who stands in meanwhile. */
import * as v from 'valibot';
import { AbsenceId, oneAbsence, Somebody } from './hand-over.ts';
import { AreaId, PersonId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { Role } from './permissions.ts';
import { Day, LocalText, line, text } from './shapes.ts';

export * from './hand-over.ts';

export const TEAM_NAME_MAX = 160;
/** A team larger than this is several. */
export const TEAM_MEMBERS_MAX = 200;
export const TIERS = [1, 2, 3] as const;

const Said = {
  name: v.strictObject({ es: line(1, TEAM_NAME_MAX), en: line(0, TEAM_NAME_MAX) }),
  /** Null: first contact, attends every area. */
  areaId: v.nullable(AreaId),
  /** 1: first contact; 2 and 3: who is turned to next. */
  tier: v.pipe(v.number('field.choice'), v.picklist(TIERS, 'field.choice')),
};
const Version = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'));
const seen = { version: Version };

export const TeamMember = v.object({
  id: PersonId,
  name: v.string(),
  positionName: LocalText,
  roles: v.array(Role),
  /** Last day away and who stands in; null: at work today. */
  away: v.nullable(v.object({ to: v.string(), standInName: v.nullable(v.string()) })),
  /** Open requests this team has given them; null: not for the reader to know. */
  open: v.nullable(v.number()),
});
export type TeamMember = v.InferOutput<typeof TeamMember>;

export const TeamView = v.object({
  id: TeamId,
  name: LocalText,
  areaId: v.nullable(AreaId),
  areaName: v.nullable(LocalText),
  tier: v.number(),
  leadId: v.nullable(PersonId),
  /** Active people, by name. */
  members: v.array(TeamMember),
  retired: v.boolean(),
  version: v.number(),
  /** Open requests of the team, and those of them that nobody attends; null: not for the reader to know. */
  open: v.nullable(v.object({ all: v.number(), unassigned: v.number() })),
  can: v.object({ change: v.boolean(), members: v.boolean(), retire: v.boolean(), restore: v.boolean() }),
});
export type TeamView = v.InferOutput<typeof TeamView>;

export const listTeams = operation({
  name: 'listTeams',
  method: 'GET',
  path: '/api/teams',
  permission: 'desk.lists',
  summary: 'Teams with their people, who leads, who is away and how many open requests each has; retired ones last',
  reply: v.object({
    teams: v.array(TeamView),
    areas: v.array(v.object({ id: AreaId, name: LocalText })),
    can: v.object({ add: v.boolean() }),
  }),
});

const oneTeam = v.strictObject({ id: TeamId });

export const addTeam = operation({
  name: 'addTeam',
  method: 'POST',
  path: '/api/teams',
  permission: 'team.administer',
  summary: 'A new team, without people yet',
  status: 201,
  idempotent: true,
  body: v.strictObject(Said),
  reply: TeamView,
  refusals: ['idempotency.mismatch'],
});

export const changeTeam = operation({
  name: 'changeTeam',
  method: 'PUT',
  path: '/api/teams/:id',
  permission: 'team.administer',
  summary: 'Name, area, tier and lead of a team; the lead is one of its people and holds that role',
  params: oneTeam,
  body: v.strictObject({ ...Said, leadId: v.nullable(PersonId), ...seen }),
  reply: TeamView,
  refusals: ['not-found', 'version.stale'],
});

export const saveTeamMembers = operation({
  name: 'saveTeamMembers',
  method: 'PUT',
  path: '/api/teams/:id/members',
  permission: 'team.administer',
  summary: 'The people of a team become exactly these; a lead does this to the teams they are in',
  params: oneTeam,
  body: v.strictObject({
    memberIds: v.pipe(v.array(PersonId), v.maxLength(TEAM_MEMBERS_MAX, 'field.too-many')),
    ...seen,
  }),
  reply: TeamView,
  refusals: ['not-found', 'version.stale'],
});

const Reasoned = v.strictObject({ reason: text(5, 300), ...seen });

export const retireTeam = operation({
  name: 'retireTeam',
  method: 'POST',
  path: '/api/teams/:id/retire',
  permission: 'team.administer',
  summary: 'Retire a team: nobody is in it and nothing comes to it any more; refused while anything open points to it',
  params: oneTeam,
  body: Reasoned,
  reply: TeamView,
  refusals: ['not-found', 'version.stale', 'team.in-use'],
});

export const restoreTeam = operation({
  name: 'restoreTeam',
  method: 'POST',
  path: '/api/teams/:id/restore',
  permission: 'team.administer',
  summary: 'Put a retired team back into use, without people; rules that name it send to it again',
  params: oneTeam,
  body: Reasoned,
  reply: TeamView,
  refusals: ['not-found', 'version.stale', 'team.area-retired'],
});

export const DeskPerson = v.object({
  id: PersonId,
  name: v.string(),
  positionName: LocalText,
  agencyAcronym: v.string(),
  roles: v.array(Role),
});
export type DeskPerson = v.InferOutput<typeof DeskPerson>;

export const findDeskPeople = operation({
  name: 'findDeskPeople',
  method: 'GET',
  path: '/api/desk-people',
  permission: 'team.administer',
  summary: 'Active people who hold a role of the desk, by name, to be put into teams; at most twenty',
  query: v.strictObject({ q: v.optional(line(0, 120)) }),
  reply: v.object({ people: v.array(DeskPerson) }),
});

/** Why somebody is away, by kind alone: what ails a person is nobody's to read here. */
export const ABSENCE_KINDS = ['vacation', 'leave', 'commission', 'training', 'other'] as const;
export const AbsenceKind = v.picklist(ABSENCE_KINDS, 'field.choice');
export type AbsenceKind = v.InferOutput<typeof AbsenceKind>;

/** Days: longer than this is no absence but another post. */
export const ABSENCE_DAYS_MAX = 366;

export const AbsenceView = v.object({
  id: AbsenceId,
  person: Somebody,
  teamNames: v.array(LocalText),
  /** First and last local day away. */
  from: v.string(),
  to: v.string(),
  deputy: Somebody,
  /** Null: not for the reader to know. */
  kind: v.nullable(AbsenceKind),
  /** Today is one of its days. */
  now: v.boolean(),
  /** Who answers for them today, where it is not the deputy; null: the deputy, or nobody is there. */
  standInName: v.nullable(v.string()),
  /** Open requests of the absent that the reader could hand over; null: not theirs to hand over. */
  open: v.nullable(v.number()),
  version: v.number(),
  can: v.object({ change: v.boolean(), handOver: v.boolean() }),
});
export type AbsenceView = v.InferOutput<typeof AbsenceView>;

export const listAbsences = operation({
  name: 'listAbsences',
  method: 'GET',
  path: '/api/absences',
  permission: 'desk.lists',
  summary: 'Who is away now or will be, of the reader’s teams; all of them for Servicios Generales',
  reply: v.object({
    absences: v.array(AbsenceView),
    /** Whose absence the reader may set. */
    people: v.array(Somebody),
    today: v.string(),
  }),
});

const Days = {
  from: Day,
  to: Day,
  deputyId: PersonId,
  kind: AbsenceKind,
};
const absence = ['not-found', 'absence.overlaps', 'absence.deputy-away'] as const;

export const setAbsence = operation({
  name: 'setAbsence',
  method: 'POST',
  path: '/api/absences',
  permission: 'absence.set',
  summary:
    'Say that somebody will be away, and who stands in: one’s own, as a lead of their team, as Servicios Generales',
  status: 201,
  idempotent: true,
  body: v.strictObject({ personId: PersonId, ...Days }),
  reply: AbsenceView,
  refusals: [...absence, 'idempotency.mismatch'],
});

export const changeAbsence = operation({
  name: 'changeAbsence',
  method: 'PUT',
  path: '/api/absences/:id',
  permission: 'absence.set',
  summary: 'Other days, another deputy, another kind',
  params: oneAbsence,
  body: v.strictObject({ ...Days, ...seen }),
  reply: AbsenceView,
  refusals: [...absence, 'version.stale'],
});

export const endAbsence = operation({
  name: 'endAbsence',
  method: 'POST',
  path: '/api/absences/:id/end',
  permission: 'absence.set',
  summary: 'Back at work: one under way ended yesterday, one to come is taken back',
  params: oneAbsence,
  body: v.strictObject(seen),
  reply: v.object({ done: v.literal(true) }),
  refusals: ['not-found', 'version.stale'],
});

export const listDeputies = operation({
  name: 'listDeputies',
  method: 'GET',
  path: '/api/deputies',
  permission: 'absence.set',
  summary: 'Who may stand in for a person on those days: people of their teams, with who of them is away then',
  query: v.strictObject({ person: PersonId, from: v.optional(Day), to: v.optional(Day) }),
  reply: v.object({ people: v.array(v.object({ ...Somebody.entries, away: v.boolean() })) }),
  refusals: ['not-found'],
});
