/** A set-up desk whose letters leave through a real SMTP server on loopback, with people to write to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgencyId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import type { RequestView } from '#contract/requests.ts';
import { addPerson } from '#server/accounts/index.ts';
import { agenciesInForce, allPositions } from '#server/agencies/index.ts';
import { assemble, type Desk } from '#server/assemble.ts';
import { setUpInstitution } from '#server/institution/index.ts';
import { type Filing, fileRequest } from '#server/requests/index.ts';
import type { Demonstration } from '#server/shared/house.ts';
import { openLog } from '#server/shared/log.ts';
import { smtpMailbox } from '#server/shared/mail/smtp.ts';
import type { Mailbox } from '#server/shared/mailbox.ts';
import { type PersonActor, system } from '#server/shared/policy.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { readSettings } from '#server/shared/settings.ts';
import { startingData } from '#server/starting-data.ts';
import { testDatabase } from '#tests/kit/database.ts';
import { MORNING, type MovableClock, movableClock } from '#tests/kit/house.ts';
import { type TestSmtp, testSmtp } from './smtp.ts';

export const FROM = 'mesa@gobierno.example';
export const HOST = 'mesa.gobierno.example';

export type LetterDesk = Desk & {
  readonly clock: MovableClock;
  readonly smtp: TestSmtp;
  /** An active person (or in another state), as an actor. */
  person(given: {
    name: string;
    roles?: Role[];
    state?: 'active' | 'invited' | 'awaiting_approval';
  }): Promise<PersonActor>;
  /** Files a request of technical support. */
  file(actor: PersonActor, changes?: Partial<Filing>): Promise<RequestView>;
  /** Runs every queued job to the end: reactions, then the sending of what is due. */
  drain(): Promise<number>;
};

/** "Rosa Canul" → rosa.canul@gobierno.example. */
export const addressOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@gobierno.example`;

export async function openLetterDesk(
  given: { mailbox?: (clock: MovableClock) => Mailbox; demo?: Demonstration } = {},
): Promise<LetterDesk> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'mesa-letters-'));
  const clock = movableClock();
  const smtp = await testSmtp();
  const settings = readSettings({
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    PUBLIC_URL: `https://${HOST}`,
    SMTP_URL: smtp.url,
    MAIL_FROM: FROM,
  });
  const log = openLog(settings);
  const mailbox =
    given.mailbox?.(clock) ?? smtpMailbox({ settings, secrets: openSecrets(settings.secretsDir), log, clock });
  const parts = {
    settings,
    postgres: database.postgres,
    clock,
    mailbox,
    webFolder: null,
    demo: given.demo ?? null,
    poolSize: 6,
  };
  const desk = await assemble(parts);
  const { house } = desk;
  await house.store.change(system('test'), async (work) => {
    await setUpInstitution(work, {
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
      dutyPhoneShown: false,
    });
    await startingData(work);
  });
  const { agencyId, positionId, areaId } = await anywhere(desk);
  return {
    ...desk,
    clock,
    smtp,
    drain: () => house.jobs.drain(house),
    person: async ({ name, roles = ['requester'], state = 'active' }) => {
      const [givenNames = '', firstSurname = ''] = name.split(' ');
      const place = { agencyId, positionId, phone: '+523123162000', extension: '', employeeNumber: '' };
      const who = { givenNames, firstSurname, secondSurname: '', email: addressOf(name), state, roles };
      const id = await house.store.change(system('test'), (work) =>
        addPerson(work, { ...place, ...who, teamIds: [], passwordHash: null }),
      );
      return { kind: 'person', id, sessionId: '', roles, agencyId, teamIds: [], areaIds: 'every', locale: 'es-MX' };
    },
    file: (actor, changes = {}) =>
      fileRequest(house, actor, {
        once: null,
        filing: {
          draftId: null,
          subject: 'No imprime la impresora de recepción',
          description: 'Desde el viernes saca las hojas en blanco.',
          areaId,
          serviceId: null,
          place: { building: '', floor: '', office: '', phone: '' },
          attachments: [],
          answers: {},
          formVersion: null,
          ...changes,
        } as Filing,
      }),
    close: async () => {
      await desk.close();
      await smtp.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function anywhere({ house }: Desk) {
  const db = house.store.read;
  const [agency] = await agenciesInForce(db, MORNING.toISOString().slice(0, 10));
  const position = (await allPositions(db)).find((each) => each.eligible);
  const area = await db.selectFrom('areas').select('id').where('code', '=', 'ST').executeTakeFirstOrThrow();
  if (!agency || !position) throw new Error('no organisation');
  return { agencyId: agency.id as AgencyId, positionId: position.id, areaId: area.id };
}
