/** What is known of providers: asked for once, and again after ten minutes or a change of the directory. */
import type { Configuration } from 'openid-client';
import type { OidcSettings } from '#contract/directories.ts';
import { later, MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { returnUrlOf } from './administer.ts';
import { discover, type OidcClient, WrongProvider } from './oidc.ts';
import { Unreachable } from './reach.ts';
import type { Directory } from './rows.ts';
import { secretOf } from './secret.ts';

const KEPT = 10 * MINUTE;
const MOST = 50;
type Kept = { readonly until: Date; readonly config: Configuration };
const known = new Map<string, Kept>();

export const clientOf = (house: House, directory: Directory, settings: OidcSettings): OidcClient | null => {
  const secret = secretOf(house, directory);
  return secret === null ? null : { settings, secret, returnUrl: returnUrlOf(house) };
};

/** `directory.unreachable` where it cannot be used now, whatever the cause: the administration says which. */
export async function providerOf(house: House, directory: Directory) {
  const { settings } = directory;
  const client = settings.kind === 'oidc' ? clientOf(house, directory, settings) : null;
  if (client === null) throw new Fault('directory.unreachable');
  const name = `${directory.id} ${directory.version}`;
  const now = house.clock.now();
  const kept = known.get(name);
  if (kept !== undefined && kept.until.getTime() > now.getTime()) return { config: kept.config, client };
  const config = await discover(client).catch((error: unknown) => {
    if (!(error instanceof Unreachable || error instanceof WrongProvider)) throw error;
    house.log.warn({ directory: directory.id, trouble: error.kind }, 'a directory cannot be used');
    throw new Fault('directory.unreachable');
  });
  if (known.size >= MOST) known.clear();
  known.set(name, { until: later(now, KEPT), config });
  return { config, client };
}
