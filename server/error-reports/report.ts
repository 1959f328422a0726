/** Reporting an error of the program: kept without who reported it, whichever door they came by. */
import { CODE_LETTERS, type reportError as operation, spoken } from '#contract/error-reports.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { STAFF_ROLES } from '#contract/permissions.ts';
import { SPOKEN_LETTERS } from '#contract/shapes.ts';
import { networkOf } from '#server/accounts/index.ts';
import { DAY, HOUR } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { newCode, newId } from '#server/shared/ids.ts';
import { type Limit, spendWithin } from '#server/shared/limits.ts';
import { type Actor, anonymous, hasRole, type PersonActor, personOf } from '#server/shared/policy.ts';
import { programVersion } from '#server/shared/settings.ts';
import type { OneEffect } from '#server/shared/store.ts';
import { insertReport, type NewReport } from './rows.ts';

const OF_A_PERSON: Limit = { name: 'error-reports', points: 20, windowMs: DAY };
const OF_A_NETWORK: Limit = { name: 'error-reports-from', points: 5, windowMs: HOUR };
/** All of those who are not signed in: networks are cheap to have many of. */
const OF_STRANGERS: Limit = { name: 'error-reports-outside', points: 100, windowMs: DAY };

type Given = { body: BodyOf<typeof operation>; once: OneEffect | null };
type Reported = ReplyOf<typeof operation>;
type From = { role: NewReport['role']; limits: readonly (readonly [Limit, string])[] };

const roleOf = (person: PersonActor): NewReport['role'] => {
  if (hasRole(person, 'operator_admin')) return 'administrator';
  return hasRole(person, ...STAFF_ROLES) ? 'desk' : 'requester';
};

export function report(house: House, actor: Actor, given: Given): Promise<Reported> {
  const person = personOf(actor);
  return keep(house, given, { role: roleOf(person), limits: [[OF_A_PERSON, person.id]] });
}

export function reportFromOutside(house: House, address: string, given: Given): Promise<Reported> {
  const limits = [[OF_A_NETWORK, networkOf(address)] as const, [OF_STRANGERS, ''] as const];
  return keep(house, given, { role: 'nobody', limits });
}

/** The act is nobody's: the history must not say who reported either. */
function keep(house: House, { body, once }: Given, { role, limits }: From): Promise<Reported> {
  const code = newCode(SPOKEN_LETTERS, CODE_LETTERS);
  return house.store.changeOnce(anonymous, { once, answer: { code: spoken(code) } }, async (work, answer) => {
    for (const [limit, whom] of limits) await spendWithin(work, limit, whom);
    const id = newId();
    const told = await insertReport(work, { id, code, role, program: programVersion(), ...body });
    const data = { reportId: id, code: answer.code, told };
    await work.record({ stream: `error-report:${id}`, fact: 'error-report.filed', data, opens: true });
  });
}
