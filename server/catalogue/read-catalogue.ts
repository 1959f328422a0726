/** What may be asked for. */
import type { readCatalogue as operation } from '#contract/catalogue.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { allLevels } from '../service-levels/index.ts';
import type { House } from '../shared/house.ts';
import { selectAreas, selectServices } from './rows.ts';
import { toAreaView, toLevelView } from './view.ts';

export async function readCatalogue(house: House): Promise<ReplyOf<typeof operation>> {
  const { read } = house.store;
  const [areas, services, levels] = await Promise.all([selectAreas(read), selectServices(read), allLevels(read)]);
  return { areas: areas.map((area) => toAreaView(area, services)), levels: levels.map(toLevelView) };
}
