/** The queue of petitions, and one with what helps to decide it. */
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { listUrgency as listOperation, UrgencyCase, UrgencyDecision } from '#contract/urgency.ts';
import { businessMinutesBetween } from '#server/calendars/index.ts';
import {
  type AskingCase,
  amongLevels,
  askedBy,
  askingCase,
  askingPage,
  countAsking,
  noteReading,
  openByLevel,
  type Which,
} from '#server/requests/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '#server/shared/pages.ts';
import type { Actor } from '#server/shared/policy.ts';
import { type DecisionRow, decisionsOf, outcomesOf } from './rows.ts';
import { cells, levelOfWeight, suggested } from './rules.ts';

const COUNT_CAP = 1000;
const YEAR = 365 * DAY;

/** Petitions that wait, longest first. Who may decide sees every request. */
export async function listUrgency(
  house: House,
  query: QueryOf<typeof listOperation>,
): Promise<ReplyOf<typeof listOperation>> {
  const db = house.store.read;
  const [rows, total] = await Promise.all([
    askingPage(db, { after: fromCursor(query.cursor), limit: PAGE_SIZE + 1 }),
    countAsking(db, COUNT_CAP),
  ]);
  const page = cutPage(rows, PAGE_SIZE, (row) => [row.since, row.id]);
  const [first] = page.items;
  if (first === undefined) return { items: [], next: null, total };
  const among = await amongLevels(house.store.settled, first.settled_version);
  const now = house.clock.now();
  const items = page.items.map((row) => ({
    id: row.id as UrgencyCase['request']['id'],
    folio: row.folio,
    subject: row.subject,
    requesterName: row.requester_name,
    agencyAcronym: among.agency(row.agency_id).acronym,
    round: row.objected ? (2 as const) : (1 as const),
    since: row.since.toISOString(),
    waitedMinutes: businessMinutesBetween(among.calendar(row.level_id), row.since, now),
  }));
  return { items, next: page.next, total };
}

function choicesOf(found: AskingCase): UrgencyCase['choices'] {
  const advised = suggested(found.levels, found.level, found.petition.facts);
  return found.promises
    .toSorted((a, b) => a.level.resolutionMinutes - b.level.resolutionMinutes)
    .map(({ level, firstResponseDueAt, resolutionDueAt }) => ({
      levelId: level.id,
      code: level.code,
      name: level.name,
      firstResponseMinutes: level.firstResponseMinutes,
      resolutionMinutes: level.resolutionMinutes,
      firstResponseDueAt: firstResponseDueAt?.toISOString() ?? null,
      resolutionDueAt: resolutionDueAt.toISOString(),
      inTime: resolutionDueAt <= found.neededAt,
      current: level.id === found.level.id,
      suggested: level.id === advised.id,
    }));
}

const requestOf = ({ row, agency, area, service, level }: AskingCase): UrgencyCase['request'] => ({
  id: row.id as UrgencyCase['request']['id'],
  folio: row.folio,
  subject: row.subject,
  description: row.description,
  requesterName: row.requester_name,
  requesterFirstName: row.contact.given,
  agencyName: agency.name,
  agencyAcronym: agency.acronym,
  areaName: area.name,
  serviceName: service?.name ?? null,
  agentName: row.agent_name,
  registeredAt: row.registered_at.toISOString(),
  levelId: level.id,
  levelName: level.name,
});

const decisionView =
  (name: (levelId: string) => UrgencyDecision['levelAfter']) =>
  (row: DecisionRow): UrgencyDecision => ({
    round: row.round,
    outcome: row.outcome,
    levelBefore: name(row.level_before),
    levelAfter: name(row.level_after),
    reason: row.reason,
    by: row.decided_by_name,
    at: row.decided_at.toISOString(),
    tookMinutes: row.took_minutes,
  });

/** One petition, decided or not. */
export async function readUrgency(house: House, actor: Actor, which: Which): Promise<UrgencyCase> {
  const db = house.store.read;
  const found = await askingCase(house, actor, which);
  const { row, petition } = found;
  noteReading(house, actor, row, { what: 'urgency' });
  const now = house.clock.now();
  const year = { agencyId: row.agency_id, since: later(now, -YEAR) };
  const [decisions, asked, outcomes, open] = await Promise.all([
    decisionsOf(db, row.id),
    askedBy(db, year),
    outcomesOf(db, year),
    openByLevel(db, row.area_id),
  ]);
  const since = new Date(petition.objection?.at ?? petition.askedAt);
  const nameOfLevel = (id: string) => found.levels.find((level) => level.id === id)?.name ?? { es: '', en: '' };
  return {
    request: requestOf(found),
    petition,
    neededAt: found.neededAt.toISOString(),
    pending: row.urgency === 'pending',
    round: petition.objection === null ? 1 : 2,
    since: since.toISOString(),
    waitedMinutes: businessMinutesBetween(found.calendar, since, now),
    decisions: decisions.map(decisionView(nameOfLevel)),
    choices: choicesOf(found),
    matrix: cells.map(({ affects, alternative, weight }) => ({
      affects,
      alternative,
      weight,
      level: levelOfWeight(found.levels, weight)?.name ?? null,
    })),
    agency: { asked, ...outcomes },
    open: open as UrgencyCase['open'],
  };
}
