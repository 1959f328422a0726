import type { giveResetCode as operation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { SPOKEN_LETTERS } from '#contract/shapes.ts';
import { later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { newCode, newId, sha256 } from '../shared/ids.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import { insertCode } from './code-rows.ts';
import { hashPassword } from './passwords.ts';
import { peoplePolicy } from './policy.ts';
import { lockPerson, personById } from './rows.ts';
import { CODE_LENGTH, CODE_LIFE } from './rules.ts';

/**
 * A code to read out to a person who proved who they are, for when no letter reaches them. Who gave it, and upon what
 * proof, stays in the history; the person is told by letter.
 */
export async function giveResetCode(house: House, actor: Actor, given: BodyOf<typeof operation> & { id: string }) {
  const { id, proof, note } = given;
  const giver = personOf(actor);
  allow(peoplePolicy, 'giveCode', { actor, thing: await personById(house.store.read, id) });
  const code = newCode(SPOKEN_LETTERS, CODE_LENGTH);
  const hash = await hashPassword(code);
  const expiresAt = await house.store.change(actor, async (work) => {
    const person = allow(peoplePolicy, 'giveCode', { actor, thing: await lockPerson(work, id) });
    const until = later(work.now, CODE_LIFE);
    const codeId = newId();
    await insertCode(work, person, { id: codeId, givenBy: giver.id, proof, note, hash, expiresAt: until });
    await work.record({
      stream: `person:${id}`,
      fact: 'password.code-given',
      data: { personId: id, codeId, proof, note: sha256(note).toString('hex') },
    });
    return until;
  });
  return { code, expiresAt: expiresAt.toISOString() };
}
