/** A desk already set up, with people of it, for the tests of accounts. */
import { type createAccount, signIn } from '#contract/accounts.ts';
import { completeSetUp } from '#contract/institution.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { addPerson, hashPassword } from '#server/accounts/index.ts';
import { agenciesInForce, allPositions } from '#server/agencies/index.ts';
import { ensureSetUpLink } from '#server/institution/index.ts';
import { system } from '#server/shared/policy.ts';
import { type TestDatabase, templateOf, testDatabase } from '#tests/kit/database.ts';
import { hashing } from '#tests/kit/hashes.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { askNobodyOf } from '#tests/kit/second-factor.ts';

export const ADMIN = { email: 'direccion.ti@gobierno.example', password: 'tambor-lluvia-cobre-nueve' };
export const PASSWORD = 'zapato-jacaranda-viento-7';
export const OTHER_PASSWORD = 'ventana-membrillo-tren-4';

export const SET_UP = {
  institution: {
    productName: 'Mesa de Servicios',
    productYear: 2026,
    governmentName: 'Gobierno del Estado de Ejemplo',
    hostAgencyName: 'Secretaría de Administración',
    ownerUnit: 'Dirección de Servicios Generales',
    operatorUnit: 'Dirección de Tecnologías de la Información',
    folioUnit: 'DTI',
    timeZone: 'America/Mexico_City',
    selfRegistration: 'verified_email',
    mailDomains: ['gobierno.example'],
    deskPhone: '312 316 2000 ext. 2400',
  },
  mail: { smtpUrl: '', mailFrom: '' },
  administrator: { givenNames: 'Alma', firstSurname: 'Ochoa', secondSurname: '', ...ADMIN },
  withStartingCatalogue: true,
} as const;

export const tokenOf = (url: string | null): string => {
  const token = url?.split('#')[1];
  if (!token) throw new Error('no token in the link');
  return token;
};

export type Settled = TestHouse & {
  /** Session cookie of the first administrator. */
  readonly admin: string;
  /** Makes an active person with `PASSWORD`; gives the id. */
  person(given: { email: string; roles?: Role[]; state?: 'active' | 'inactive'; teamIds?: string[] }): Promise<string>;
  /** Signs in; gives the session cookie, or throws. */
  enter(email: string, password?: string): Promise<string>;
  /** Body of an account asked for at this desk. */
  applicant(email: string): BodyInput<typeof createAccount>;
};

/** The first set-up, lived through once in a run: it is the same for every file, and four times the rest of `settle`. */
async function setUpOnce(database: TestDatabase): Promise<void> {
  const desk = await openTestHouse({}, database);
  const token = tokenOf(await ensureSetUpLink(desk.house));
  const done = await desk.call(completeSetUp, {
    body: { ...SET_UP, institution: { ...SET_UP.institution, mailDomains: ['gobierno.example'] }, token },
  });
  await desk.close();
  // Hundreds of tests sign in as staff; those of the second factor ask for it themselves.
  await askNobodyOf(database.postgres);
  if (done.status !== 201) throw new Error(`set-up answered ${done.status} ${done.raw.body}`);
}

const hashed = new Map<string, Promise<string>>();

function hashOfPassword(): Promise<string> {
  const known = hashed.get(hashing()) ?? hashPassword(PASSWORD);
  hashed.set(hashing(), known);
  return known;
}

export async function settle(extra: Record<string, string> = {}): Promise<Settled> {
  const template = await templateOf(`settled ${hashing()}`, setUpOnce);
  const desk = await openTestHouse(extra, await testDatabase(template));
  const { house, call } = desk;
  const passwordHash = await hashOfPassword();
  const [agency] = await agenciesInForce(house.store.read, '2026-11-23');
  const position = (await allPositions(house.store.read)).find((each) => each.eligible);
  if (!agency || !position) throw new Error('no organisation');
  const enter: Settled['enter'] = async (email, password = PASSWORD) => {
    const answer = await call(signIn, { body: { email, password } });
    if (answer.session === null) throw new Error(`sign-in answered ${answer.status} ${answer.raw.body}`);
    return answer.session;
  };
  return {
    ...desk,
    enter,
    admin: await enter(ADMIN.email, ADMIN.password),
    person: ({ email, roles = ['requester'], state = 'active', teamIds = [] }) =>
      house.store.change(system('test'), (work) =>
        addPerson(work, {
          givenNames: 'Rosa Elena',
          firstSurname: 'Canul',
          secondSurname: 'Pech',
          email,
          employeeNumber: '',
          agencyId: agency.id,
          positionId: position.id,
          phone: '+523123162000',
          extension: '2310',
          state,
          roles,
          teamIds,
          passwordHash,
        }),
      ),
    applicant: (email) => ({
      givenNames: 'Marco',
      firstSurname: 'Tun',
      secondSurname: '',
      email,
      agencyId: agency.id,
      positionId: position.id,
      employeeNumber: '00123',
      phone: '312 316 2000 ext. 2310',
      password: PASSWORD,
      privacyNoticeRead: true,
    }),
  };
}
