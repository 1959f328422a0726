import { countQueue } from '#contract/requests.ts';
import { countDesk } from '#server/requests/index.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';

export const routes = (house: House): Route[] => [
  answer(countQueue).with(async ({ actor }) => ({ views: await countDesk(house, actor) })),
];
