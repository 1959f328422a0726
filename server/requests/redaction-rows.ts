/** What was covered of a request, in the database: only ever added to. */
import { type RawBuilder, sql } from 'kysely';
import type { Redactable, RedactionGround } from '#contract/redaction-shapes.ts';
import type { LocalText } from '#contract/shapes.ts';
import { nameOf } from '#server/accounts/index.ts';
import { sha256 } from '#server/shared/ids.ts';
import type { Reader, Work } from '#server/shared/store.ts';

type Opening = { readonly by: string; readonly at: string; readonly reason: string };

/** As `redactionsOf` reads it: instants in ISO 8601. */
export type KeptRedaction = {
  readonly id: string;
  readonly what: Redactable;
  readonly messageId: string | null;
  readonly attachmentId: string | null;
  readonly internal: boolean;
  readonly ground: RedactionGround;
  readonly basis: string;
  readonly reason: string;
  readonly passages: number | null;
  readonly by: string;
  readonly office: LocalText;
  readonly at: string;
  readonly openings: Opening[];
};

/** Of the request read as `r`, oldest first, as JSON; never the originals. Null: nothing was covered. */
export const redactionsOf: RawBuilder<unknown> = sql`
  (select jsonb_agg(jsonb_build_object('id', d.id, 'what', d.what, 'messageId', d.message_id, 'attachmentId', d.attachment_id,
      'internal', d.internal, 'ground', d.ground, 'basis', d.basis, 'reason', d.reason, 'passages', d.passages,
      'by', ${nameOf(sql.ref('d.redacted_by'))}, 'office', d.office, 'at', d.redacted_at,
      'openings', coalesce((select jsonb_agg(jsonb_build_object('by', ${nameOf(sql.ref('o.opened_by'))}, 'at', o.opened_at,
        'reason', o.reason) order by o.opened_at) from redaction_openings o where o.redaction_id = d.id), '[]'))
      order by d.redacted_at, d.id)
    from redactions d where d.request_id = r.id)`;

export type NewRedaction = {
  readonly id: string;
  readonly requestId: string;
  readonly what: Redactable;
  readonly messageId: string | null;
  readonly attachmentId: string | null;
  readonly internal: boolean;
  readonly ground: RedactionGround;
  readonly basis: string;
  readonly reason: string;
  readonly passages: number | null;
  readonly byId: string;
  readonly office: LocalText;
  readonly original: string;
  readonly shown: string;
};

export async function insertRedaction(work: Work, given: NewRedaction): Promise<void> {
  await work.db
    .insertInto('redactions')
    .values({
      id: given.id,
      request_id: given.requestId,
      what: given.what,
      message_id: given.messageId,
      attachment_id: given.attachmentId,
      internal: given.internal,
      ground: given.ground,
      basis: given.basis,
      reason: given.reason,
      passages: given.passages,
      redacted_by: given.byId,
      office: JSON.stringify(given.office),
      redacted_at: work.now,
      original: given.original,
      original_sha256: sha256(given.original),
      shown_sha256: sha256(given.shown),
    })
    .execute();
}

/** The words of a message give way to those; the database holds them against the redaction just kept. */
export async function coverMessage(work: Work, id: string, shown: string): Promise<void> {
  await work.db.updateTable('messages').set({ body: shown }).where('id', '=', id).execute();
}

/** The message, held until the transaction ends. */
export async function lockMessage(
  work: Work,
  id: string,
): Promise<{ request_id: string; visibility: string; body: string } | undefined> {
  return work.db
    .selectFrom('messages')
    .select(['request_id', 'visibility', 'body'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** What an objection to a decision on urgency says stands in a message, too. */
export async function coverObjection(
  work: Work,
  of: { requestId: string; body: string; shown: string },
): Promise<void> {
  await work.db
    .updateTable('urgency_petitions')
    .set({ objection: of.shown })
    .where('request_id', '=', of.requestId)
    .where('objection', '=', of.body)
    .execute();
}

export type Original = {
  readonly what: Redactable;
  readonly attachmentId: string | null;
  readonly text: string;
  readonly sha256: Buffer;
};

export async function originalOf(
  db: Reader,
  of: { requestId: string; redactionId: string },
): Promise<Original | undefined> {
  const row = await db
    .selectFrom('redactions')
    .select(['what', 'attachment_id', 'original', 'original_sha256'])
    .where('id', '=', of.redactionId)
    .where('request_id', '=', of.requestId)
    .executeTakeFirst();
  return (
    row && {
      what: row.what as Redactable,
      attachmentId: row.attachment_id,
      text: row.original,
      sha256: row.original_sha256,
    }
  );
}

export async function insertOpening(
  work: Work,
  opening: { id: string; redactionId: string; byId: string; reason: string },
): Promise<void> {
  await work.db
    .insertInto('redaction_openings')
    .values({
      id: opening.id,
      redaction_id: opening.redactionId,
      opened_by: opening.byId,
      opened_at: work.now,
      reason: opening.reason,
    })
    .execute();
}

export async function openedSince(
  db: Reader,
  of: { redactionId: string; byId: string; since: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('redaction_openings')
    .select('id')
    .where('redaction_id', '=', of.redactionId)
    .where('opened_by', '=', of.byId)
    .where('opened_at', '>=', of.since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type CoveredText = { readonly what: Redactable; readonly original: string };

/** What was covered of a request, as it stood: to be held against other places that say the same. */
export async function originalsOf(db: Reader, requestId: string): Promise<CoveredText[]> {
  const rows = await db
    .selectFrom('redactions')
    .select(['what', 'original'])
    .where('request_id', '=', requestId)
    .execute();
  return rows.map(({ what, original }) => ({ what: what as Redactable, original }));
}

/** Any of the originals of that request. */
export async function openedOfRequest(
  db: Reader,
  of: { requestId: string; byId: string; since: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('redaction_openings as o')
    .innerJoin('redactions as d', 'd.id', 'o.redaction_id')
    .select('o.id')
    .where('d.request_id', '=', of.requestId)
    .where('o.opened_by', '=', of.byId)
    .where('o.opened_at', '>=', of.since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
