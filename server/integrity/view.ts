/** Rows → shapes of the contract. */
import type { AnchorView, IntegrityCheckView } from '#contract/integrity.ts';
import type { Anchor } from '#server/anchors/index.ts';
import type { CheckRow } from './rows.ts';

export const toAnchorView = ({ number, day, at, from, to, document, sha256, keyId }: Anchor): AnchorView => ({
  ...{ number, day, at: at.toISOString(), entries: to - from, keyId, sha256: sha256.toString('hex') },
  root: rootIn(document),
});

/** What was done to a document is for the check to tell; the list goes on. */
function rootIn(document: string): string {
  try {
    const { root } = JSON.parse(document) as { root?: unknown };
    return typeof root === 'string' ? root : '';
  } catch {
    return '';
  }
}

export const toCheckView = (row: CheckRow, askedBy: string | null): IntegrityCheckView => ({
  ...{ id: row.id as IntegrityCheckView['id'], state: row.state as IntegrityCheckView['state'] },
  ...{ askedAt: row.asked_at.toISOString(), askedBy, endedAt: row.ended_at?.toISOString() ?? null },
  ...{ phase: row.phase as IntegrityCheckView['phase'], seen: Number(row.seen) },
  result: row.result as IntegrityCheckView['result'],
});
