/** Urgency: Servicios Generales decides what requesters ask for, and the ledger of it. */
import type { Slice } from '#server/shared/house.ts';
import { routes } from './routes.ts';

export const urgencySlice: Slice = { name: 'urgency', routes };
