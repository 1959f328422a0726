/** The demonstration: an invented government with its people and its requests, in an empty database. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Role } from '#contract/permissions.ts';
import dutyData from '#database/demonstration/duty.json' with { type: 'json' };
import governmentData from '#database/demonstration/government.json' with { type: 'json' };
import peopleData from '#database/demonstration/people.json' with { type: 'json' };
import requestsData from '#database/demonstration/requests.json' with { type: 'json' };
import { handOverTotp } from '../accounts/index.ts';
import { anchorDue } from '../anchors/index.ts';
import { type Calendar, calendarById, calendarIdsByKey, localYear } from '../calendars/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { hushClocks } from '../requests/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { Demonstration } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { beginRolls } from '../staff-rolls/index.ts';
import { sendAway } from './absences.ts';
import { playAnnouncements } from './announcements.ts';
import { Duty, Government, People, Requests } from './data.ts';
import { playDataRights } from './data-rights.ts';
import { daysBefore } from './days.ts';
import { playDuty } from './duty.ts';
import { type Inhabitant, type Inhabitants, settle } from './people.ts';
import { playRequests } from './replay.ts';
import { type DemoParts, openReplayHouse, type ReplayHouse } from './replay-house.ts';
import { makeRules } from './routing.ts';
import { nameLeads } from './teams.ts';

export type { DemoParts };

type Account = Demonstration['accounts'][number];

/**
 * The desk opened so long ago: before the oldest request on any calendar (six working days, holidays between them), and
 * lately enough that no password has expired.
 */
const OPENED = 15 * DAY;

/**
 * Fills an empty, prepared database with the demonstration: people, requests and what followed, all before today.
 * Everybody's password, and the secret of a second factor where there is one, goes to `demo-accounts.json` in the data folder, which only its owner may read; one person of
 * each role is answered for the sign-in page.
 */
export async function loadDemonstration(parts: DemoParts): Promise<Demonstration> {
  const government = v.parse(Government, governmentData);
  const { people } = v.parse(People, peopleData);
  const { requests } = v.parse(Requests, requestsData);
  const now = parts.clock.now();
  const replay = await openReplayHouse(parts);
  try {
    const { timeZone } = government.institution;
    const year = localYear(timeZone, now);
    const inhabitants = await settle(replay, { government, people, at: later(now, -OPENED), year });
    const calendar = await officeCalendar(replay, timeZone);
    const days = daysBefore(calendar, now);
    await playRequests(replay, { requests, inhabitants, calendar, days });
    await playDuty(replay, { ...v.parse(Duty, dutyData), inhabitants, timeZone, now });
    const owner = [...inhabitants.values()].find(({ actor }) => actor.roles.includes('service_owner'));
    if (owner !== undefined) await playAnnouncements(replay, { by: owner.actor, calendar, days, now });
    await playDataRights(replay, { inhabitants, now });
    replay.moveTo(now);
    await makeRules(replay, inhabitants);
    if (owner !== undefined) await nameLeads(replay, owner.actor, inhabitants);
    await sendAway(replay, { inhabitants, timeZone, now });
    await beginRolls(replay.house);
    await hushClocks(replay.house);
    await anchorDue(replay.house);
    const secrets = await giveFactors(replay, inhabitants);
    const toAccount = accountWith(secrets);
    await writeAccounts(parts.settings.dataDir, [...inhabitants.values()].map(toAccount));
    const shown = government.shown.flatMap((key) => inhabitants.get(key) ?? []);
    return { accounts: shown.map(toAccount) };
  } finally {
    await replay.close();
  }
}

async function officeCalendar({ house }: ReplayHouse, timeZone: string): Promise<Calendar> {
  const ids = await calendarIdsByKey(house.store.read);
  const id = ids.get('office');
  if (id === undefined) throw new Error('the starting data has no office calendar');
  return calendarById(house.store.read, id, timeZone);
}

/** Who signs enrolments: so the field of a code beside their signature is seen. */
const SIGNS: readonly Role[] = ['agency_coordinator', 'agency_head'];

/** Whose role needs a second factor has one, so that the desk may be walked into, and who signs; its secret by the key of its person. */
async function giveFactors({ house }: ReplayHouse, inhabitants: Inhabitants): Promise<ReadonlyMap<string, string>> {
  const { secondFactorRoles } = await readInstitutionRow(house.store.read);
  const needing = [...inhabitants.values()].filter(({ person }) =>
    person.roles.some((role) => secondFactorRoles.includes(role) || SIGNS.includes(role)),
  );
  const secrets = new Map<string, string>();
  await house.store.change(system('demonstration'), async (work) => {
    for (const { person, actor } of needing) secrets.set(person.key, await handOverTotp(work, house.secrets, actor.id));
  });
  return secrets;
}

const accountWith =
  (secrets: ReadonlyMap<string, string>) =>
  ({ person, password }: Inhabitant): Account => ({
    role: person.roles[0] ?? 'requester',
    name: `${person.givenNames} ${person.firstSurname} ${person.secondSurname}`.trim(),
    email: person.email,
    password,
    totpSecret: secrets.get(person.key) ?? null,
  });

async function writeAccounts(dataDir: string, accounts: readonly Account[]): Promise<void> {
  const path = join(dataDir, 'demo-accounts.json');
  // `wx`: never over a file that somebody else may already have open.
  await writeFile(path, `${JSON.stringify({ accounts }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}
