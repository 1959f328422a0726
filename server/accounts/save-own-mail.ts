import type { saveMail as operation } from '#contract/institution.ts';
import type { BodyOf } from '#contract/operation.ts';
import { saveMail } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import { personById } from './rows.ts';

/** The institution's mail settings, proven by a letter to whoever changes them. */
export async function saveMailOf(house: House, actor: PersonActor, mail: BodyOf<typeof operation>) {
  const person = await personById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  return saveMail(house, actor, { ...mail, to: person.email });
}
