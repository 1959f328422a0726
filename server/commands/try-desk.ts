/**
 * The desk that came out of an archive, tried as a person uses it: an account made for it signs in through the door of the
 * API, opens a request and downloads its file. Nothing leaves it: no port, no work in the background, no letter.
 */
import { signIn } from '#contract/accounts.ts';
import type { Tried } from '#contract/proof.ts';
import { downloadAttachment, readRequest } from '#contract/requests.ts';
import { addPerson, hashPassword } from '../accounts/index.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { assemble, type Desk } from '../assemble.ts';
import {
  INSTITUTION_STREAM,
  institutionPolicy,
  readInstitutionRow,
  saveSecondFactorRoles,
  todayAt,
} from '../institution/index.ts';
import { sampleRequest } from '../requests/index.ts';
import { ProofFailed } from '../safekeeping/index.ts';
import { systemClock } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { newRandomId, newSecret } from '../shared/ids.ts';
import type { Delivery, Mailbox } from '../shared/mailbox.ts';
import { allow, system } from '../shared/policy.ts';
import type { Postgres } from '../shared/postgres/postgres.ts';
import { readSettings } from '../shared/settings.ts';

const refused: Delivery = { outcome: 'unreachable', reason: 'a desk on trial sends nothing' };

const NO_MAIL: Mailbox = {
  isConfigured: () => false,
  state: () => ({ source: 'none', host: '', user: '', from: '' }),
  send: async () => refused,
  tryOut: async () => refused,
  configure: () => undefined,
  close: () => undefined,
};

/** Of the addresses for documentation (RFC 5737): no pause that the archive brings with it is this caller's. */
const CALLER = '192.0.2.1';

/** Throws ProofFailed: `sign-in`, `page`, `attachment`. */
export async function tryDesk(place: { postgres: Postgres; folder: string }): Promise<Tried> {
  // Whatever is set here belongs to the real desk.
  const settings = readSettings({ DATA_DIR: place.folder, LOG_LEVEL: 'silent' });
  const parts = {
    settings,
    postgres: place.postgres,
    clock: systemClock,
    mailbox: NO_MAIL,
    webFolder: null,
    demo: null,
  };
  const desk = await assemble({ ...parts, poolSize: 2, prove: null });
  try {
    await askNobody(desk.house);
    const account = await throwawayAccount(desk.house);
    if (account === null) return { signIn: null, request: null, attachment: null };
    const cookie = await enter(desk, account);
    const sample = await sampleRequest(desk.house.store.read);
    if (sample === null) return { signIn: true, request: null, attachment: null };
    const { requestId, attachmentId } = sample;
    await readPage(desk, cookie, requestId);
    if (attachmentId === null) return { signIn: true, request: true, attachment: null };
    await readFile(desk, cookie, { requestId, attachmentId });
    return { signIn: true, request: true, attachment: true };
  } finally {
    await desk.close();
  }
}

/** The account made here has a password and nothing beside it; the copy is thrown away with this. */
async function askNobody(house: House): Promise<void> {
  const actor = system('proof');
  await house.store.change(actor, async (work) => {
    const thing = await readInstitutionRow(work.db, 'lock');
    await saveSecondFactorRoles(work, allow(institutionPolicy, 'administer', { actor, thing }), []);
    await work.record({ stream: INSTITUTION_STREAM, fact: 'institution.second-factor-ruled', data: { roles: [] } });
  });
}

type Account = { email: string; password: string };

/** One who may read every request; null where the institution is not set up, for it has no place to belong to. */
async function throwawayAccount(house: House): Promise<Account | null> {
  const institution = await readInstitutionRow(house.store.read);
  const [agency] = await agenciesInForce(house.store.read, todayAt(institution, house.clock.now()));
  const [position] = await allPositions(house.store.read);
  if (institution.setUpAt === null || !agency || !position) return null;
  const account = { email: `${newRandomId()}@proof.invalid`, password: newSecret() };
  const passwordHash = await hashPassword(account.password);
  await house.store.change(system('proof'), (work) =>
    addPerson(work, {
      ...{ givenNames: 'Proof', firstSurname: 'Proof', secondSurname: '', email: account.email, employeeNumber: '' },
      ...{ agencyId: agency.id, positionId: position.id, phone: '', extension: '', teamIds: [] },
      ...{ state: 'active', roles: ['auditor'], passwordHash },
    }),
  );
  return account;
}

async function enter({ app, house }: Desk, account: Account): Promise<string> {
  const { origin, host } = new URL(house.settings.publicUrl);
  const answer = await app.inject({
    ...{ method: 'POST', url: signIn.path, remoteAddress: CALLER, payload: account },
    headers: { host, origin, 'sec-fetch-site': 'same-origin' },
  });
  const [cookie] = answer.cookies;
  if (answer.statusCode !== signIn.status || cookie === undefined) {
    throw new ProofFailed('sign-in', { status: answer.statusCode });
  }
  return `${cookie.name}=${cookie.value}`;
}

async function read({ app, house }: Desk, cookie: string, url: string) {
  const { host } = new URL(house.settings.publicUrl);
  return app.inject({ method: 'GET', url, remoteAddress: CALLER, headers: { host, cookie } });
}

async function readPage(desk: Desk, cookie: string, id: string): Promise<void> {
  const answer = await read(desk, cookie, readRequest.path.replace(':ref', id));
  if (answer.statusCode !== readRequest.status || answer.json().id !== id) {
    throw new ProofFailed('page', { id, status: answer.statusCode });
  }
}

async function readFile(
  desk: Desk,
  cookie: string,
  { requestId, attachmentId }: { requestId: string; attachmentId: string },
): Promise<void> {
  const path = downloadAttachment.path.replace(':id', requestId).replace(':attachmentId', attachmentId);
  const answer = await read(desk, cookie, path);
  if (answer.statusCode !== downloadAttachment.status || answer.rawPayload.length === 0) {
    throw new ProofFailed('attachment', { id: attachmentId, status: answer.statusCode });
  }
}
