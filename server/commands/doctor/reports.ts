import { newReports } from '../../error-reports/index.ts';
import { type Check, finding } from './finding.ts';

/** What people reported from the pages of the desk and nobody has looked into. */
export const reports: Check = async ({ db }) => {
  if (db === null) return [];
  const { count } = await newReports(db);
  if (count > 0) return [finding('reports', 'warning', { key: 'doctor.reports.new', values: { count } })];
  return [finding('reports', 'fine', { key: 'doctor.reports.fine' })];
};
