/** The rights of whoever the data are about, and how long data are kept. */
import type { Slice } from '../shared/house.ts';
import { routes } from './routes.ts';

export { noteSwept, retentionOf } from './retention-rows.ts';

export const dataRightsSlice: Slice = { name: 'data-rights', routes };
