/** The questions of a service, for whoever files under it. */
import { type Form, withSystems } from '#contract/forms.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { readServiceForm } from '#contract/service-form.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import { newsBetween } from './changes.ts';
import { offered } from './offered.ts';
import { selectSystems, selectVersions } from './version-rows.ts';
import { systemOptions } from './world.ts';

const asked = (form: Form): Form => form.filter((field) => field.moment === 'filing');

export async function readForm(
  house: House,
  actor: Actor,
  given: { id: string; since: number | null },
): Promise<ReplyOf<typeof readServiceForm>> {
  const db = house.store.read;
  const service = (await offered(db, actor)).find((one) => one.id === given.id);
  if (service === undefined) throw new Fault('not-found');
  const [versions, systems] = await Promise.all([selectVersions(db, [service.id]), selectSystems(db)]);
  const inForce = versions.find((version) => version.number === service.publishedVersion);
  if (inForce === undefined) throw new Fault('not-found');
  const since = versions.find((version) => version.number === given.since);
  const form = asked(inForce.content.form);
  return {
    version: inForce.number,
    form: withSystems(form, systemOptions(systems)),
    news: since === undefined || since.number === inForce.number ? null : newsBetween(asked(since.content.form), form),
  };
}
