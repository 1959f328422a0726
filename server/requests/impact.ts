/** What changing a service would touch, counted before it is done. */
import type { readServiceImpact } from '#contract/catalogue-admin.ts';
import type { Form } from '#contract/forms.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { formsUnderWay } from '#server/catalogue/index.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import { usageOf } from './impact-rows.ts';

/** Whoever does not administer the catalogue is told that there is no such service. */
export async function readImpact(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof readServiceImpact>> {
  const [{ before, after }, usage] = await Promise.all([
    formsUnderWay(house, actor, id),
    usageOf(house.store.read, id),
  ]);
  const among = (form: Form, key: string) => form.find((field) => field.key === key);
  return {
    ...usage,
    questionsAdded: after.filter((field) => !among(before, field.key)).map((field) => field.label),
    questionsRemoved: before.filter((field) => !among(after, field.key)).map((field) => field.label),
    questionsRetyped: after
      .filter((field) => (among(before, field.key)?.type ?? field.type) !== field.type)
      .map((field) => field.label),
  };
}
