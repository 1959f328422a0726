/** Administrators read in the bell that somebody reported an error of the program; of which ones, the report itself says. */
import { peopleWithRole } from '../accounts/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import type { NewNotice } from './rows.ts';
import { keep } from './tell.ts';

export const ERROR_REPORT_FACTS: readonly string[] = ['error-report.filed'];

export async function tellOfErrorReport(house: House, { id: historyId, at, data }: Happened): Promise<void> {
  const { code, told } = data;
  if (told !== true || typeof code !== 'string') return;
  const details = { ref: null, folio: '', subject: '', by: '', side: 'desk' as const, more: { code } };
  const notices = (await peopleWithRole(house.store.read, 'operator_admin', null)).map(
    (personId): NewNotice => ({
      id: newId(),
      historyId,
      personId,
      kind: 'error-reported',
      requestId: null,
      details,
      at,
    }),
  );
  await keep(house, { letters: [], notices });
}
