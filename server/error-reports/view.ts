import { type ErrorReportId, type ErrorReportLine, type readErrorReport, spoken } from '#contract/error-reports.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { ReportRow } from './rows.ts';

const FAILED = 400;

export function viewLine(row: ReportRow): ErrorReportLine {
  const failed = row.context.calls.findLast(({ status }) => status === 0 || status >= FAILED);
  return {
    id: row.id as ErrorReportId,
    code: spoken(row.code),
    at: row.at.toISOString(),
    state: row.mended_at === null ? 'new' : 'mended',
    role: row.role,
    page: row.page,
    program: row.program,
    failed: failed === undefined ? null : { operation: failed.operation, status: failed.status },
    hasWords: row.said !== null,
  };
}

export const viewReport = (row: ReportRow): ReplyOf<typeof readErrorReport> => ({
  ...viewLine(row),
  said: row.said,
  context: row.context,
  mendedAt: row.mended_at?.toISOString() ?? null,
  mendedBy: row.mended_by_name,
  note: row.note,
  version: row.version,
});
