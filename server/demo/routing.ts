/** The rules of the demonstration, made by its Servicios Generales as anybody would make them. */
import * as v from 'valibot';
import { addRoutingRule, listRoutingRules, MATCHES } from '#contract/routing.ts';
import routingData from '#database/demonstration/routing.json' with { type: 'json' };
import { allTeams } from '../accounts/index.ts';
import { everyAgency } from '../agencies/index.ts';
import { everyService } from '../catalogue/index.ts';
import type { Inhabitants } from './people.ts';
import type { ReplayHouse } from './replay-house.ts';

const keys = v.array(v.string());
const Routing = v.strictObject({
  by: v.string(),
  rules: v.array(
    v.strictObject({
      name: v.string(),
      match: v.picklist(MATCHES),
      services: keys,
      agencies: keys,
      building: v.string(),
      team: v.string(),
      byLoad: v.boolean(),
      reason: v.string(),
    }),
  ),
});

/** After what is past: they say where the next request goes. */
export async function makeRules(replay: ReplayHouse, inhabitants: Inhabitants): Promise<void> {
  const { by, rules } = v.parse(Routing, routingData);
  const actor = inhabitants.get(by)?.actor;
  if (actor === undefined) throw new Error(`the demonstration has nobody called ${by}`);
  const db = replay.house.store.read;
  const idOf = (things: readonly { key: string; id: string }[]) => (key: string) => {
    const id = things.find((thing) => thing.key === key)?.id;
    if (id === undefined) throw new Error(`the demonstration names something that does not exist: ${key}`);
    return id;
  };
  const [service, agency, team] = [idOf(await everyService(db)), idOf(await everyAgency(db)), idOf(await allTeams(db))];
  for (const { reason, services, agencies, team: to, ...rest } of rules) {
    const { version } = (await replay.call(listRoutingRules, actor)).reply;
    const content = {
      ...rest,
      serviceIds: services.map(service),
      areaIds: [],
      agencyIds: agencies.map(agency),
      teamId: team(to),
    };
    await replay.call(addRoutingRule, actor, { body: { content, reason, version } });
  }
}
