/** Notes of the past, by day and by team. */
import type { listHandovers } from '#contract/handovers.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { allTeams } from '#server/accounts/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import type { House } from '#server/shared/house.ts';
import { cutPage, fromCursor } from '#server/shared/pages.ts';
import type { Actor } from '#server/shared/policy.ts';
import { pageOfNotes } from './handover-rows.ts';
import { noteReach } from './policy.ts';
import { daysBetween } from './rules.ts';
import { rosterFrom } from './shifts.ts';
import { viewNote } from './view.ts';

const PAGE = 12;

export async function listNotes(
  house: House,
  actor: Actor,
  query: QueryOf<typeof listHandovers>,
): Promise<ReplyOf<typeof listHandovers>> {
  const db = house.store.read;
  const [{ timeZone }, teams] = await Promise.all([readInstitutionRow(db), allTeams(db)]);
  const day = (iso: string) => daysBetween(timeZone, { from: iso, to: iso });
  const notes = await pageOfNotes(db, {
    reach: noteReach(actor),
    now: house.clock.now(),
    from: query.from === undefined ? null : day(query.from).from,
    to: query.to === undefined ? null : day(query.to).to,
    roster: rosterFrom(query.team),
    after: fromCursor(query.cursor),
    limit: PAGE + 1,
  });
  const { items, next } = cutPage(notes, PAGE, (note) => [note.closedAt, note.id]);
  return { items: items.map((note) => viewNote(note, actor, teams)), next };
}
