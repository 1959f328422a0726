/** Everything `mesa doctor` looks at, in the order in which one fault explains the next. */
import type { Clock } from '../../shared/clock.ts';
import type { Settings } from '../../shared/settings.ts';
import { openStore } from '../../shared/store.ts';
import { backups } from './backups.ts';
import { certificate } from './certificate.ts';
import { clock } from './clock.ts';
import { copies } from './copies.ts';
import { openDatabase, schema } from './database.ts';
import { disk } from './disk.ts';
import { engine } from './engine.ts';
import { extensions } from './extensions.ts';
import { type Check, type Finding, finding, type Place } from './finding.ts';
import { folder } from './folder.ts';
import { letters } from './letters.ts';
import { mail } from './mail.ts';
import { people } from './people.ts';
import { personalData } from './personal-data.ts';
import { port } from './port.ts';
import { publicUrl } from './public-url.ts';
import { record } from './record.ts';
import { reports } from './reports.ts';
import { scanner } from './scanner.ts';
import { secrets } from './secrets.ts';
import { settingsFine } from './settings.ts';
import { web } from './web.ts';
import { work } from './work.ts';

const OUTSIDE: readonly [string, Check][] = Object.entries({
  folder,
  disk,
  secrets,
  web,
  port,
  'public-url': publicUrl,
  certificate,
  mail,
  scanner,
  copies,
  engine,
});
const INSIDE: readonly [string, Check][] = Object.entries({
  extensions,
  clock,
  people,
  'personal-data': personalData,
  work,
  letters,
  backups,
  record,
  reports,
});

/** A check that falls is a finding, too: the others go on. */
async function run([name, check]: readonly [string, Check], place: Place): Promise<readonly Finding[]> {
  try {
    return await check(place);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    return [finding(name, 'unknown', { key: 'doctor.fell', values: { check: name, reason } })];
  }
}

/** Looks at everything, changing nothing. Settings that cannot be read are told by `settingsOrFinding` before. */
export async function look(settings: Settings, now: Clock): Promise<Finding[]> {
  const bare: Place = { settings, clock: now, postgres: null, db: null };
  const outside = await Promise.all(OUTSIDE.map((each) => run(each, bare)));
  const { postgres, findings } = await openDatabase(settings);
  const inside = postgres === null ? [] : await lookInside({ ...bare, postgres });
  await postgres?.close();
  return [settingsFine(), ...outside.flat(), ...findings, ...inside];
}

async function lookInside(place: Place): Promise<Finding[]> {
  const { postgres, clock: now } = place;
  if (postgres === null) return [];
  const known = await schema(postgres);
  if (known.state !== 'fine') return [known];
  const { app, reader } = postgres;
  const store = openStore({ app, reader, clock: now, enqueue: async () => undefined, poolSize: 2 });
  try {
    const found: Finding[] = [known];
    for (const each of INSIDE) found.push(...(await run(each, { ...place, db: store.read })));
    return found;
  } finally {
    await store.close();
  }
}
