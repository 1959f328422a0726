/** People as who administers accounts looks after them: what the other slices know of one, put together. */
import { readPerson } from '#contract/person-page.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { readPerson as read } from './read-person.ts';

const routes = (house: House): Route[] => [
  answer(readPerson).with(({ actor, params }) => read(house, actor, params.id)),
];

export const peopleSlice: Slice = { name: 'people', routes };
