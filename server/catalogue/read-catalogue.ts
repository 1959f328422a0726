/** What may be asked for. */
import type { readCatalogue as operation } from '#contract/catalogue.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { allLevels } from '../service-levels/index.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import { offered } from './offered.ts';
import { selectAreas } from './rows.ts';
import { toAreaView, toLevelView } from './view.ts';

export async function readCatalogue(house: House, actor: Actor): Promise<ReplyOf<typeof operation>> {
  const { read } = house.store;
  const [areas, services, levels] = await Promise.all([selectAreas(read), offered(read, actor), allLevels(read)]);
  return {
    areas: areas.filter((area) => area.active).map((area) => toAreaView(area, services)),
    levels: levels.map(toLevelView),
  };
}
