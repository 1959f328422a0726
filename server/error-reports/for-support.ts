/** What a support archive carries of reported errors: what the pages knew; words of people only where somebody asks for them. */
import type { Reader } from '#server/shared/store.ts';
import { pageOfReports } from './rows.ts';

/** The newest are what whoever helps looks for. */
const CARRIED = 200;

export async function reportsForSupport(db: Reader, withWords: boolean): Promise<object[]> {
  const rows = await pageOfReports(db, { state: undefined, code: undefined, cursor: null, limit: CARRIED });
  return rows.map(({ code, at, role, program, context, mended_at, said }) => ({
    ...{ code, at, role, program, context, mendedAt: mended_at },
    ...(withWords ? { said } : {}),
  }));
}
