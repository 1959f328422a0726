import type { ReportLine } from './report-queries.ts';

export const STATE_TONES: Record<ReportLine['state'], string> = { new: 'c-cempa', mended: 'c-jade' };

export const ROLE_WORDS = {
  requester: 'reporting.role.requester',
  desk: 'reporting.role.desk',
  administrator: 'reporting.role.administrator',
  nobody: 'reporting.role.nobody',
} as const satisfies Record<ReportLine['role'], string>;
