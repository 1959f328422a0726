/** Sets a freshly started real desk up through its own API, and gives people of it. */
import { giveActivationLink, invitePerson, setPassword, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { listHeld, settleHeld } from '#contract/held.ts';
import { completeSetUp } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import { type Api, openApi } from './api.ts';
import type { Program } from './program.ts';
import { askNobody } from './second-factor.ts';

export const PASSWORD = 'cuatro-palabras-sin-relacion-7';
export const ADMIN = { email: 'direccion.ti@gobierno.example', password: 'otra-frase-larga-y-distinta-9' };

const INSTITUTION = {
  productName: 'Mesa de Servicios',
  productYear: 2026,
  governmentName: 'Gobierno del Estado de Ejemplo',
  hostAgencyName: 'Secretaría de Administración y Gestión Pública',
  ownerUnit: 'Dirección de Servicios Generales',
  operatorUnit: 'Dirección de Tecnologías de la Información',
  folioUnit: 'DTI',
  timeZone: 'America/Mexico_City',
  selfRegistration: 'verified_email' as const,
  mailDomains: ['gobierno.example'],
  deskPhone: '312 316 2000 ext. 2400',
};

/** Uses the set-up link; gives the first administrator, signed in. `at`: of a desk whose clock is not that of the machine. */
export async function setUp(
  program: Pick<Program, 'url' | 'setUpLink' | 'output'>,
  mail = { smtpUrl: '', mailFrom: '' },
  at?: Date,
): Promise<Api> {
  const token = program.setUpLink()?.split('#')[1];
  if (!token) throw new Error(`no set-up link in:\n${program.output()}`);
  const api = openApi(program.url);
  const administrator = { givenNames: 'Dirección', firstSurname: 'Técnica', secondSurname: '', ...ADMIN };
  await api.call(completeSetUp, {
    body: { token, institution: INSTITUTION, mail, administrator, withStartingCatalogue: true },
  });
  await api.call(signIn, { body: ADMIN });
  await askNobody(api, at ?? new Date());
  return api;
}

type PersonName = { givenNames: string; firstSurname: string; secondSurname: string };

/** A person with an account, activated and signed in, of the first agency of the list. */
export async function addPerson(
  admin: Api,
  url: string,
  given: { email: string; roles?: Role[]; teamIds?: string[]; name?: PersonName },
): Promise<Api> {
  const { agencies, positions } = await admin.call(listOrganisation);
  const [agency, position] = [agencies[0], positions[0]];
  if (!agency || !position) throw new Error('no agency to belong to');
  const person = await admin.call(invitePerson, {
    body: {
      ...(given.name ?? { givenNames: 'Rosa Elena', firstSurname: 'Canul', secondSurname: 'Pech' }),
      email: given.email,
      agencyId: agency.id,
      positionId: position.id,
      employeeNumber: '',
      phone: '312 316 2000 ext. 2310',
      roles: given.roles ?? ['requester'],
      teamIds: given.teamIds ?? [],
    },
  });
  const link = await admin.call(giveActivationLink, { params: { id: person.id }, body: {} });
  const api = openApi(url);
  await api.call(setPassword, { body: { token: link.url.split('#')[1] ?? '', password: PASSWORD } });
  await api.call(signIn, { body: { email: given.email, password: PASSWORD } });
  return api;
}

/** The area of technical support, and one of its services. */
export async function technicalSupport(api: Api) {
  const { areas } = await api.call(readCatalogue);
  const area = areas.find((each) => each.code === 'ST') ?? areas[0];
  if (!area) throw new Error('no areas');
  return area;
}

/** The acts of this person that still wait for an undo are recorded now. */
export async function recordNow(api: Api): Promise<void> {
  for (const { heldId } of (await api.call(listHeld)).items) await api.call(settleHeld, { params: { id: heldId } });
}
