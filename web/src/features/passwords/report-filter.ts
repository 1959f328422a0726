/** Whom the report shows, as the address bar has it: one standing, one agency, or both. */
import type { QueryInput } from '#contract/operation.ts';
import { type exportPasswordReport, PASSWORD_STANDINGS } from '#contract/password-report.ts';

export type ReportFilter = QueryInput<typeof exportPasswordReport>;
export type ReportSearch = { estado?: string; dependencia?: string };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What does not fit falls away. */
export function filterOf({ estado, dependencia }: Readonly<Record<string, unknown>>): ReportFilter {
  const standing = PASSWORD_STANDINGS.find((each) => each === estado);
  const agency = typeof dependencia === 'string' && ID.test(dependencia) ? dependencia : undefined;
  return { ...(standing && { standing }), ...(agency && { agency }) };
}

export const searchOf = ({ standing, agency }: ReportFilter): ReportSearch => ({
  ...(standing && { estado: standing }),
  ...(agency && { dependencia: agency }),
});

export const isFiltered = (filter: ReportFilter): boolean => Object.keys(filter).length > 0;
