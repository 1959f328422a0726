/**
 * A second factor in the hands of a test: what the application of codes on a telephone would show, and desks that ask nobody
 * for one. What asking does is seen in `tests/security/v55-second-step.test.ts` and `tests/journeys/second-factor.spec.ts`.
 */
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import { beginTotp, confirmTotp, readSecondFactorRule, removeTotp, saveSecondFactorRule } from '#contract/accounts.ts';
import type { Postgres } from '#server/shared/postgres/postgres.ts';
import { type Api, Refusal } from './api.ts';

/** The code of this secret (base32) at that instant. */
export const codeAt = (secret: string, at: Date): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.getTime() });

/** Nothing, of a version from before there were any: upgrades are tried from one. */
async function begun(admin: Api): Promise<string | null> {
  try {
    return (await admin.call(beginTotp)).secret;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

/** As an administrator who signed in for the first time would: enrols, says that no role needs one, and does without. `at`: the desk's own moment. */
export async function askNobody(admin: Api, at: Date): Promise<void> {
  const secret = await begun(admin);
  if (secret === null) return;
  await admin.call(confirmTotp, { body: { code: codeAt(secret, at) } });
  const { version } = await admin.call(readSecondFactorRule);
  await admin.call(saveSecondFactorRule, { body: { roles: [], version } });
  await admin.call(removeTotp);
}

/** The same of a desk that nobody has open, and whoever has a second factor has none any more. */
export async function askNobodyOf(postgres: Pick<Postgres, 'owner'>): Promise<void> {
  const client = new pg.Client(postgres.owner);
  await client.connect();
  try {
    await client.query("update institution set second_factor_roles = '{}'");
    await client.query('delete from totp_factors');
    await client.query('update people set has_second_factor = false where has_second_factor');
  } finally {
    await client.end();
  }
}
