/** What something else names cannot be deleted: the database knows, whoever names it. */
import { Fault } from '../shared/fault.ts';

/** Of PostgreSQL: another row refers to the one to be deleted. */
const REFERRED_TO = '23503';

/** Does it; where a foreign key stands in the way, refuses with `catalogue.used`. */
export async function orUsed<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === REFERRED_TO) throw new Fault('catalogue.used');
    throw error;
  }
}
