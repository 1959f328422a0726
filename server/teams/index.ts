/** Teams of the desk (equipos) as they are administered, and absences with who stands in. */
import type { Slice } from '#server/shared/house.ts';
import { routes } from './routes.ts';

export const teamsSlice: Slice = { name: 'teams', routes };
