import * as operations from '#contract/announcements.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { add, change, end, publish, update, withdraw } from './administer.ts';
import { dismiss, follow, readCurrent, readPublic } from './current.ts';
import { listAll, measure, readOne } from './read-announcements.ts';

export const routes = (house: House): Route[] => [
  answer(operations.currentAnnouncements).with(({ actor }) => readCurrent(house, actor)),
  answer(operations.publicAnnouncements).with(() => readPublic(house)),
  answer(operations.dismissAnnouncement).with(({ actor, params }) => dismiss(house, actor, params.id)),
  answer(operations.followAnnouncement).with(({ actor, params, body }) =>
    follow(house, actor, { id: params.id, following: body.following }),
  ),
  answer(operations.listAnnouncements).with(({ actor, query }) => listAll(house, actor, query)),
  answer(operations.readAnnouncement).with(({ actor, params }) => readOne(house, actor, params.id)),
  answer(operations.addAnnouncement).with(({ actor, body, once }) => add(house, actor, { body, once })),
  answer(operations.changeAnnouncement).with(({ actor, params, body }) =>
    change(house, actor, { id: params.id, body }),
  ),
  answer(operations.publishAnnouncement).with(({ actor, params, body }) =>
    publish(house, actor, { id: params.id, body }),
  ),
  answer(operations.updateAnnouncement).with(({ actor, params, body, once }) =>
    update(house, actor, { id: params.id, body, once }),
  ),
  answer(operations.endAnnouncement).with(({ actor, params, body }) => end(house, actor, { id: params.id, body })),
  answer(operations.withdrawAnnouncement).with(({ actor, params, body }) =>
    withdraw(house, actor, { id: params.id, body }),
  ),
  answer(operations.measureAnnouncement).with(({ body }) => measure(house, body)),
];
