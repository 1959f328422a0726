/** The machinery's own door: the stream itself belongs to no slice. */
import { followLive } from '#contract/live.ts';
import type { Slice } from '../house.ts';
import { answer, StreamAnswer } from '../http/answer.ts';
import { personOf } from '../policy.ts';

export const liveSlice: Slice = {
  name: 'live',
  routes: (house) => [
    answer(followLive).with(
      async ({ actor, query, lastEventId }) =>
        new StreamAnswer(house.live.follow(personOf(actor), lastEventId ?? query.after ?? null)),
    ),
  ],
};
