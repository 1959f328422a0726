/** Enrolments (alta de usuarios): by a signed form of their agency people get their accounts (document 002). */
import type { Slice } from '../shared/house.ts';
import { routes } from './routes.ts';

export const enrolmentsSlice: Slice = { name: 'enrolments', routes };
