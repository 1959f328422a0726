/** Templates of the desk (plantillas), and the causes it chooses from. */
import type { Slice } from '#server/shared/house.ts';
import { routes } from './routes.ts';

export { bringCannedReplies, importCannedReplies } from './import-replies.ts';
export { wordsFor } from './replies.ts';

export const cannedRepliesSlice: Slice = { name: 'canned-replies', routes };
