/** What the desk told people of a request: letters that left long ago, and lines of the bell, the old ones read. */
import type { Insertable } from 'kysely';
import type { NoticeKind } from '#contract/notifications.ts';
import type { Letters, Notices } from '#database/tables.ts';
import { REQUEST_SUMMARIES } from '#server/notifications/letters/all.ts';
import { shortFolio } from '#server/notifications/letters/page.ts';
import { type Telling, tellings } from '#server/notifications/rules.ts';
import { shortName } from '#server/notifications/tell.ts';
import { type Locale, wordsIn } from '#server/notifications/words.ts';
import { refOf } from '#server/records/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { Chance } from './chance.ts';
import type { Sheet } from './copy.ts';
import type { Entry, Life } from './life.ts';
import type { Inhabitant } from './people.ts';
import type { World } from './world.ts';

type Sheets = { readonly letters: Sheet<Insertable<Letters>>; readonly notices: Sheet<Insertable<Notices>> };

/** Older lines of the bell have all been seen. */
const SEEN_AFTER = 14 * DAY;

export function tell(chance: Chance, world: World, given: { ledger: Sheets; life: Life }): void {
  const { ledger, life } = given;
  const people = new Map([life.requester, ...life.attended].map((person) => [person.id as string, person]));
  for (const entry of life.entries) {
    const parties = { requesterId: life.row.requester_id, participantIds: [], agentId: entry.agentId };
    for (const telling of tellings(entry.fact, parties, entry.by?.id ?? null)) {
      const person = people.get(telling.personId);
      if (person === undefined) continue;
      const told = { life, entry, telling, person };
      if (telling.letter) ledger.letters.add(letterOf(chance, world, told));
      if (telling.notice) ledger.notices.add(noticeOf(chance, world, told));
    }
  }
}

type Told = { life: Life; entry: Entry; telling: Telling; person: Inhabitant };

const summaries = new Map<string, string>();

/** Finding the words of a kind once is enough. */
function summary(kind: NoticeKind, locale: Locale): string {
  const key = `${locale} ${kind}`;
  const known = summaries.get(key) ?? wordsIn(locale)(REQUEST_SUMMARIES[kind]);
  summaries.set(key, known);
  return known;
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

function letterOf(chance: Chance, world: World, { life, entry, telling, person }: Told): Insertable<Letters> {
  const id = chance.id(entry.at.getTime());
  const queued = later(entry.at, 200 + chance.whole(800));
  const { data } = entry;
  return {
    id,
    history_id: entry.id,
    kind: telling.kind,
    person_id: person.id,
    to_address: person.email,
    to_name: person.fullName,
    message_id: `<${id}@${world.host}>`,
    request_id: life.row.id,
    locale: person.locale,
    subject: `[${shortFolio(life.row.folio)}] ${summary(telling.kind, person.locale)}`,
    content: JSON.stringify({
      side: telling.side,
      actorId: entry.by?.id ?? null,
      messageId: text(data.messageId),
      agentId: text(data.agentId),
      teamId: text(data.teamId),
      cause: text(data.cause),
      at: entry.at.toISOString(),
    }),
    state: 'sent',
    attempts: 1,
    queued_at: queued,
    happened_at: entry.at,
    sequence: entry.sequence,
    next_attempt_at: queued,
    sent_at: later(queued, 500 + chance.whole(4_000)),
  };
}

function noticeOf(chance: Chance, world: World, { life, entry, telling, person }: Told): Insertable<Notices> {
  const { row } = life;
  const isSeen = world.now.getTime() - entry.at.getTime() > SEEN_AFTER || chance.is(0.5);
  return {
    id: chance.id(entry.at.getTime()),
    history_id: entry.id,
    person_id: person.id,
    kind: telling.kind,
    request_id: row.id,
    details: JSON.stringify({
      ref: refOf(row),
      folio: shortFolio(row.folio),
      subject: row.subject,
      by: shortName(entry.by ?? undefined),
      side: telling.side === 'desk' ? 'desk' : 'requester',
    }),
    at: entry.at,
    read_at: isSeen ? new Date(Math.min(world.now.getTime(), entry.at.getTime() + chance.whole(2 * DAY))) : null,
  };
}
