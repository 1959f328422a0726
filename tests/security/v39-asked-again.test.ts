/** V39, C65: an open session alone takes no account over and gives no key away. Each such act asks again, at the server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEmailChange, changePassword, confirmSession, readSession } from '#contract/accounts.ts';
import { OPERATIONS } from '#contract/index.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { OTHER_PASSWORD, PASSWORD, type Settled, settle } from './settled.ts';

/** Written out by hand: roles, accounts, links and codes of others, factors, the institution's mail, what it asks of passwords. */
const ASKED = [
  ...['beginTotp', 'confirmTotp', 'removeTotp', 'renewRecoveryCodes', 'beginPasskey', 'addPasskey', 'removePasskey'],
  ...['invitePerson', 'grantRoles', 'giveActivationLink', 'giveResetCode', 'removeFactors', 'movePerson'],
  ...['closeAccount', 'reopenAccount', 'decideEnrolmentRow', 'decideEnrolmentException', 'reissueCredentials'],
  ...['saveSecondFactorRule', 'saveMail', 'savePasswordPolicy', 'askPeopleExport', 'startPayroll', 'planSuccession'],
  ...['dissolveAgency'],
  ...['saveRetention', 'grantDelegation'],
  ...['publishPrivacyNotice', 'readOwnData', 'printOwnData'],
  ...['addDirectory', 'saveDirectory', 'linkPersonDirectory', 'unlinkPersonDirectory'],
  ...['answerDataRight', 'effectDataRight'],
  ...['redactRequest', 'openOriginal', 'downloadOriginal'],
];
const NO_SUCH = '01890000-0000-7000-8000-00000000dead';

let desk: Settled;
let old = '';
let audits = '';
beforeAll(async () => {
  desk = await settle();
  // All at once: DTI, Servicios Generales and Transparencia grant, each something else.
  const email = 'todas.cosas@gobierno.example';
  await desk.person({ email, roles: ['operator_admin', 'service_owner', 'privacy_officer'] });
  old = await desk.enter(email);
  // But what only whoever audits may do: nobody who does anything else.
  await desk.person({ email: 'contraloria@gobierno.example', roles: ['auditor'] });
  audits = await desk.enter('contraloria@gobierno.example');
  desk.clock.advance(11 * MINUTE);
}, 60_000);
afterAll(() => desk.close());

const operations = OPERATIONS.filter(({ asksAgain }) => asksAgain);
const call = (operation: (typeof operations)[number], session: string) =>
  desk.call(operation, {
    session,
    params: Object.fromEntries((operation.path.match(/:[a-zA-Z]+/g) ?? []).map((name) => [name.slice(1), NO_SUCH])),
  });

describe('a session whose person was heard from more than ten minutes ago (V39)', () => {
  it('knows which acts those are', () => {
    const named = new Set(operations.map(({ name }) => name));
    expect(ASKED.filter((name) => !named.has(name))).toEqual([]);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))('is refused %s', async (_name, op) => {
    const answer = await call(op, op.permission === 'redaction.open' ? audits : old);
    expect([answer.status, answer.problem.code]).toEqual([403, 'session.confirm']);
  });

  it('changes neither password nor e-mail: those ask within the call', async () => {
    const body = { current: OTHER_PASSWORD, password: 'nave-tinta-lluvia-9-sol' };
    const password = await desk.call(changePassword, { session: old, body });
    const mail = { email: 'otra@gobierno.example', password: OTHER_PASSWORD };
    const email = await desk.call(askEmailChange, { session: old, body: mail });
    expect([password.problem.code, email.problem.code]).toEqual(['password.current-wrong', 'password.current-wrong']);
  });

  it('is heard again once its person proves who they are, under a new token, for ten minutes', async () => {
    const wrong = await desk.call(confirmSession, { session: old, body: { by: 'password', proof: OTHER_PASSWORD } });
    expect([wrong.status, wrong.problem.code]).toEqual([422, 'password.current-wrong']);
    const proof = { by: 'password' as const, proof: PASSWORD };
    const { session } = await desk.call(confirmSession, { session: old, body: proof });
    expect((await desk.call(readSession, { session: old })).status).toBe(401);
    for (const operation of operations)
      expect([operation.name, (await call(operation, session ?? '')).problem.code]).not.toContain('session.confirm');
    desk.clock.advance(11 * MINUTE);
    const last = operations.find(({ name }) => name === 'grantRoles');
    if (last) expect((await call(last, session ?? '')).problem.code).toBe('session.confirm');
  });
});
