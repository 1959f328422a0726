/** Files that wait for the scanner or for their picture: claimed one by one, so that two nodes do not do the same. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/shared/store.ts';
import { type AttachmentRow, COLUMNS } from './rows.ts';

export type Claimed = AttachmentRow & { tries: number };

/** The next one to draw, or undefined; nobody else gets it before `until`. Those tried least come first, the newest of them. */
export async function claimToDraw(db: Writer, claim: { now: Date; until: Date }): Promise<Claimed | undefined> {
  const row = await db
    .updateTable('attachments')
    .set((eb) => ({ preview_next: claim.until, preview_tries: eb('preview_tries', '+', 1) }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('attachments')
        .select('id')
        .where('preview', '=', 'waiting')
        .where('scan', '=', 'clean')
        .where((or) => or.or([or('preview_next', 'is', null), or('preview_next', '<=', claim.now)]))
        .orderBy('preview_tries')
        .orderBy('uploaded_at', 'desc')
        .limit(1)
        // Waited for, not skipped: the request that sends it holds it for a moment, and nobody would call again.
        .forUpdate(),
    )
    .returning([...COLUMNS, 'preview_tries'])
    .executeTakeFirst();
  return row && { ...row, tries: row.preview_tries };
}

export async function setDrawn(db: Writer, id: string, size: { width: number; height: number }): Promise<void> {
  await db
    .updateTable('attachments')
    .set({ preview: 'ready', preview_width: size.width, preview_height: size.height, preview_next: null })
    .where('id', '=', id)
    // Covered while it was drawn.
    .where('redacted_at', 'is', null)
    .execute();
}

export async function setWaiting(db: Writer, id: string): Promise<void> {
  await db
    .updateTable('attachments')
    .set({ preview: 'waiting', preview_tries: 0, preview_next: null, preview_width: null, preview_height: null })
    .where('id', '=', id)
    .where('preview', '=', 'ready')
    .execute();
}

export async function setUndrawable(db: Writer, id: string): Promise<void> {
  await db
    .updateTable('attachments')
    .set({ preview: 'failed', preview_next: null })
    .where('id', '=', id)
    .where('preview', '=', 'waiting')
    .execute();
}

/** The held file whose turn it is; nobody else gets it before `until`. */
export async function claimToScan(db: Writer, claim: { now: Date; until: Date }): Promise<Claimed | undefined> {
  const row = await db
    .updateTable('attachments')
    .set((eb) => ({ scan_next: claim.until, scan_tries: eb('scan_tries', '+', 1) }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('attachments')
        .select('id')
        .where('scan', '=', 'held')
        .where('scan_next', '<=', claim.now)
        .orderBy('scan_next')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning([...COLUMNS, 'scan_tries'])
    .executeTakeFirst();
  return row && { ...row, tries: row.scan_tries };
}

export async function scanAgainAt(db: Writer, id: string, at: Date): Promise<void> {
  await db.updateTable('attachments').set({ scan_next: at }).where('id', '=', id).where('scan', '=', 'held').execute();
}

/** The scanner answers again: whoever waits with long pauses is looked at now. */
export async function scanAllNow(db: Writer, now: Date): Promise<void> {
  await db
    .updateTable('attachments')
    .set({ scan_next: now })
    .where('scan', '=', 'held')
    .where('scan_next', '>', now)
    .execute();
}

export async function setClean(db: Writer, id: string): Promise<void> {
  await db.updateTable('attachments').set({ scan: 'clean', scan_next: null }).where('id', '=', id).execute();
}

export async function setInfected(db: Writer, id: string): Promise<void> {
  await db
    .updateTable('attachments')
    .set({ scan: 'infected', scan_next: null, preview: 'none', preview_width: null, preview_height: null })
    .where('id', '=', id)
    .execute();
}

export async function releaseHeld(db: Writer): Promise<number> {
  const rows = await db
    .updateTable('attachments')
    .set({ scan: 'clean', scan_next: null })
    .where('scan', '=', 'held')
    .returning('id')
    .execute();
  return rows.length;
}

export async function heldSince(db: Reader, before: Date): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from attachments where scan = 'held' and uploaded_at < ${before}) as held`.execute(db);
  return rows[0]?.held ?? false;
}
