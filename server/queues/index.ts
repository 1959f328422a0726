/** Queues: how the desk works through many requests at a time. */
import type { Slice } from '#server/shared/house.ts';
import { forget } from './forget-rows.ts';
import { routes } from './routes.ts';

export const queuesSlice: Slice = { name: 'queues', routes, forgets: forget };
