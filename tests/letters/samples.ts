/** One letter of each kind, made of invented people, for the tests that read or draw them. */

import { NOTICE_KINDS } from '#contract/notifications.ts';
import type { DataRightForLetter } from '#server/data-rights/index.ts';
import type { Institution } from '#server/institution/index.ts';
import {
  ACCOUNT_KINDS,
  DATA_RIGHT_LETTERS,
  DEACTIVATION_KINDS,
  DELEGATION_KINDS,
  ENROLMENT_KINDS,
  type LetterKind,
  MOVEMENT_KINDS,
  ROLE_TERM_KINDS,
  type Side,
  STAFF_ROLL_KINDS,
} from '#server/notifications/kinds.ts';
import { ACCOUNT_LETTERS, REQUEST_LETTERS } from '#server/notifications/letters/all.ts';
import { dataRightLetter } from '#server/notifications/letters/data-right.ts';
import { DEACTIVATION_LETTERS, type DeactivationLetter } from '#server/notifications/letters/deactivation.ts';
import { delegationLetter } from '#server/notifications/letters/delegation.ts';
import { ENROLMENT_LETTERS, type EnrolmentLetter } from '#server/notifications/letters/enrolment.ts';
import { MOVEMENT_LETTERS, type MovementLetter } from '#server/notifications/letters/movement.ts';
import { type LaidOut, type Reading, type RequestLetter, readingFor } from '#server/notifications/letters/page.ts';
import { ROLE_TERM_LETTERS } from '#server/notifications/letters/role-term.ts';
import { STAFF_ROLL_LETTERS } from '#server/notifications/letters/staff-roll.ts';
import { linksFrom } from '#server/notifications/links.ts';
import type { Locale } from '#server/notifications/words.ts';
import type { StaffRollForLetter } from '#server/staff-rolls/index.ts';

const AT = new Date('2026-11-23T16:00:00Z');

export const institution: Institution = {
  productName: 'Mesa de Servicios',
  productYear: 2026,
  governmentName: 'Gobierno del Estado (demostración)',
  hostAgencyName: 'Secretaría de Administración',
  ownerUnit: 'Dirección de Servicios Generales',
  operatorUnit: 'Dirección de Tecnologías de la Información',
  folioUnit: 'DTI',
  folioTemplate: '{unit}/{series}/{year}/{seq:6}',
  timeZone: 'America/Mexico_City',
  selfRegistration: 'verified_email',
  mailDomains: ['gobierno.example'],
  deskPhone: '312 316 2000 ext. 2400',
  dutyPhoneShown: false,
  passwordMaxAgeDays: 30,
  exemptsPasswordless: false,
  secondFactorRoles: [],
  annualLegends: {},
  legalText: '',
  logoSha256: null,
  letterheadVersion: 1,
  setUpAt: AT,
  setUpTokenHash: null,
  version: 1,
};

export type Wanted = {
  locale?: Locale;
  side?: Side;
  institution?: Partial<Institution>;
  request?: Partial<RequestLetter['request']>;
  letter?: Partial<Pick<RequestLetter, 'message' | 'actorName' | 'requesterName' | 'cause'>>;
  enrolment?: Partial<EnrolmentLetter['form'] & Pick<EnrolmentLetter, 'isOwn' | 'personName' | 'round'>>;
  deactivation?: Partial<DeactivationLetter['form'] & Pick<DeactivationLetter, 'mayOpen'>>;
  movement?: Partial<MovementLetter['movement'] & Pick<MovementLetter, 'personName'>>;
  readerName?: string;
};

const reading = (wanted: Wanted, readerName: string): Reading =>
  readingFor({
    locale: wanted.locale ?? 'es-MX',
    institution: { ...institution, ...wanted.institution },
    links: linksFrom('https://mesa.gobierno.example'),
    readerName: wanted.readerName ?? readerName,
    now: AT,
  });

const request: RequestLetter['request'] = {
  id: '0193a0b0-0000-7000-8000-000000000001',
  folio: 'DTI/SS/2026/000123',
  ref: 'SS-2026-000123',
  subject: 'No imprime la impresora de recepción desde el viernes',
  state: 'in_progress',
  requesterId: '0193a0b0-0000-7000-8000-000000000002',
  agencyId: '0193a0b0-0000-7000-8000-000000000004',
  participantIds: [],
  agentId: '0193a0b0-0000-7000-8000-000000000003',
  agentName: 'Laura Pech Uicab',
  teamName: { es: 'Soporte en sitio', en: 'On-site support' },
  levelName: { es: 'Alto', en: 'High' },
  asksUrgency: true,
  petition: {
    facts: {
      stops: 'El cobro en una de tres cajas. Hay fila en la calle.',
      affects: 'area',
      neededBy: '2026-11-24T15:00',
      alternative: 'another_way',
      meanwhile: 'Las cajas 1 y 2 siguen cobrando.',
    },
    askedAt: AT.toISOString(),
    objection: null,
  },
  urgencyObjectable: true,
  teamId: '0193a0b0-0000-7000-8000-000000000004',
  areaName: { es: 'Soporte técnico', en: 'Technical support' },
  serviceName: { es: 'Falla de impresora', en: 'Printer failure' },
  firstResponseDueAt: new Date('2026-11-23T18:00:00Z'),
  resolutionDueAt: new Date('2026-11-24T19:00:00Z'),
  nextResponseDueAt: new Date('2026-11-23T20:00:00Z'),
  scheduledAt: new Date('2026-11-24T16:30:00Z'),
  scheduledWhere: 'Edificio B, planta baja, recepción',
  visitAcceptedAt: null,
  capture: null,
  filedBy: null,
  former: { desk: 'Mesa de ayuda de Finanzas', folio: 'INC-0815' },
  outage: {
    title: { es: 'Sin red en el edificio B', en: 'No network in building B' },
    begins: new Date('2026-11-23T15:20:00Z'),
  },
  waitingReason: 'Proveedor de tóner (reporte 88213)',
  waitingUntil: new Date('2026-11-27T22:30:00Z'),
  solution: 'Cambiamos el tóner y la unidad de imagen. Imprimimos una página de prueba con Rosa.',
  settleBy: new Date('2026-11-26T22:30:00Z'),
  receiptCode: 'HF0D-W89W-P1EK-A94C',
};

const enrolment: EnrolmentLetter['form'] = {
  id: '0193a0b0-0000-7000-8000-000000000005',
  folio: 'DTI/AU/2026/000031',
  agencyId: request.agencyId,
  agencyName: { es: 'Secretaría de Finanzas', en: 'Ministry of Finance' },
  state: 'in_review',
  round: 1,
  note: 'Los demás renglones están bien.',
  approved: 9,
  exceptionsAsked: 1,
  observed: [
    { place: 3, reason: 'El correo no es de la institución' },
    { place: 7, reason: 'Falta la extensión' },
  ],
  rejected: [{ place: 11, reason: 'Ya no trabaja en la dependencia' }],
  askerId: request.requesterId,
};

const staffRoll: StaffRollForLetter = {
  id: '0193a0b0-0000-7000-8000-000000000006',
  agencyId: request.agencyId,
  agencyName: enrolment.agencyName,
  month: '2026-12',
  dueAt: new Date('2026-12-15T22:30:00Z'),
  people: 48,
  state: 'open',
  suspendAfter: 10,
  answererIds: [request.requesterId],
};

const deactivation: DeactivationLetter['form'] = {
  id: '0193a0b0-0000-7000-8000-000000000007',
  folio: 'DTI/BU/2026/000009',
  agencyId: request.agencyId,
  agencyName: enrolment.agencyName,
  personId: request.requesterId,
  personName: 'Marco Tun Uc',
  state: 'done',
  effectiveAt: new Date('2026-12-01T06:00:00Z'),
  isHeldUp: false,
  askerId: request.agentId ?? '',
  takerId: request.agentId,
  takerName: 'Luz María Cob Ek',
  passed: 3,
};

const movement: MovementLetter['movement'] = {
  id: '0193a0b0-0000-7000-8000-000000000008' as never,
  personId: request.requesterId,
  fromAgencyId: request.agencyId,
  toAgencyId: '0193a0b0-0000-7000-8000-000000000009',
  fromNames: { agency: enrolment.agencyName, position: { es: 'Jefe de departamento', en: 'Head of department' } },
  toNames: {
    agency: { es: 'Secretaría de Salud', en: 'Ministry of Health' },
    position: { es: 'Subdirectora', en: 'Deputy director' },
  },
  ground: 'transfer',
  note: 'Oficio SAF/1203/2026',
  since: '2026-12-01',
  movedBy: request.agentId ?? '',
  movedAt: AT,
  endedRoles: ['agency_coordinator'],
  passes: true,
  passedAt: AT,
  colleagueId: null,
  takenBy: request.agentId,
  requestsPassed: 2,
};

const dataRight: DataRightForLetter = {
  id: '0193a0b0-0000-7000-8000-000000000007' as DataRightForLetter['id'],
  folio: 'DTI/DP/2026/000012',
  kind: 'rectification',
  state: 'received',
  personId: request.requesterId as DataRightForLetter['personId'],
  way: 'own',
  correctionDueAt: null,
  dueAt: new Date('2026-12-22T22:30:00Z'),
  timeZone: 'America/Mexico_City',
};

const WORDS: Partial<Record<LetterKind, string>> = {
  'request-message':
    'Buen día, ya revisamos la impresora.\n\nMañana llega el tóner; mientras tanto puedes mandar tus impresiones a la de Archivo.',
  'request-question': '¿Nos dices la marca y el modelo?\nVienen en una etiqueta atrás, cerca del cable.',
  'request-reclassified': 'Lo que describes lo atiende el equipo de correo institucional.',
  'request-reminder': '¿Nos dices la marca y el modelo?',
  'request-visit-declined': 'Mañana no hay nadie en la oficina. ¿Puede ser el jueves por la mañana?',
  'request-answered': 'Es una HP LaserJet 400. La etiqueta dice M401dn.',
  'request-resolved': request.solution ?? '',
  'request-reopened': 'Volvió a salir la hoja en blanco en la tarde.',
  'request-urgency-objected': 'La fila ya llega a la calle y el descuento termina hoy.',
  'request-urgency-kept':
    'Rosa: revisamos tu petición y mantenemos el nivel Estándar. Motivo: las cajas 1 y 2 siguen cobrando.',
  'request-urgency-changed':
    'Rosa: cambiamos el nivel de tu solicitud a Alto. Nuevo límite de solución: mañana, 13:00.',
  'request-cancelled': 'Ya la arregló el proveedor del edificio.',
  'request-rejected':
    'El equipo es de uso personal. Los lineamientos solo permiten atender bienes con resguardo del Gobierno del Estado.',
};

const DESK: readonly LetterKind[] = [
  'request-answered',
  'request-reopened',
  'request-cancelled',
  'request-visit-accepted',
  'request-visit-declined',
  'request-at-risk',
  'request-breached',
  'request-urgency-asked',
  'request-urgency-objected',
];

const SURVEYED: readonly LetterKind[] = ['request-resolved', 'request-closed'];
const survey = (score: number): string =>
  `https://mesa.gobierno.example/satisfaccion#${'k7Qx0Zr_'.repeat(5)}abc.${score}`;

/** Pages that links lead to; others to the choice of a password. */
const PAGES: Partial<Record<LetterKind, string>> = { 'account-verification': 'verificar', 'email-confirm': 'correo' };

const delegation = {
  ...{
    principalName: 'Luz Chan Pool',
    delegateName: 'Marco Tun Uc',
    until: '2026-12-15',
    ground: 'Oficio SA/0123/2026',
  },
  ...{ endedBy: 'Alma Ochoa', endedHow: 'withdrawn' as const, endedAt: AT },
};

/** The letter of a kind, as its usual reader gets it. */
export function sample(kind: LetterKind, wanted: Wanted = {}): LaidOut {
  const account = ACCOUNT_KINDS.find((known) => known === kind);
  if (account) {
    const stranger = ['account-verification', 'account-exists', 'email-confirm', 'email-taken'].includes(account);
    const url = `https://mesa.gobierno.example/${PAGES[account] ?? 'activar'}#${'k7Qx0Zr_'.repeat(5)}abc`;
    return ACCOUNT_LETTERS[account]({
      ...reading(wanted, stranger ? '' : 'Rosa'),
      email: 'rosa.canul@finanzas.example',
      at: AT,
      actorName: 'Alma Ochoa',
      link: { url, expiresAt: new Date('2026-11-26T16:00:00Z') },
    });
  }
  const enrolled = ENROLMENT_KINDS.find((known) => known === kind);
  if (enrolled) {
    const {
      isOwn = enrolled.startsWith('exception-'),
      personName = 'Marco Tun Uc',
      round = 1,
    } = wanted.enrolment ?? {};
    return ENROLMENT_LETTERS[enrolled]({
      ...reading(wanted, 'Luz'),
      ...{ kind: enrolled, at: AT, round, signed: 12, isOwn, personName: isOwn ? '' : personName },
      until: new Date('2026-12-31T18:00:00Z'),
      form: { ...enrolment, ...wanted.enrolment },
    });
  }
  const confirming = STAFF_ROLL_KINDS.find((known) => known === kind);
  if (confirming) {
    const roll = { ...staffRoll, agencyName: wanted.enrolment?.agencyName ?? staffRoll.agencyName };
    const about = { month: roll.month, roll: confirming === 'staff-rolls-unanswerable' ? null : roll, count: 3 };
    return STAFF_ROLL_LETTERS[confirming]({ ...reading(wanted, 'Luz'), kind: confirming, ...about });
  }
  const leaving = DEACTIVATION_KINDS.find((known) => known === kind);
  if (leaving) {
    const { mayOpen = true, ...over } = wanted.deactivation ?? {};
    const form = { ...deactivation, ...over };
    return DEACTIVATION_LETTERS[leaving]({ ...reading(wanted, 'Luz'), kind: leaving, form, at: AT, mayOpen });
  }
  const moving = MOVEMENT_KINDS.find((known) => known === kind);
  if (moving) {
    const { personName = 'Marco Tun Uc', ...over } = wanted.movement ?? {};
    const of = { kind: moving, movement: { ...movement, ...over }, personName };
    return MOVEMENT_LETTERS[moving]({ ...reading(wanted, 'Luz'), ...of });
  }
  const right = DATA_RIGHT_LETTERS.find((known) => known === kind);
  if (right) return dataRightLetter({ ...reading(wanted, 'Luz'), kind: right, about: dataRight });
  const acting = DELEGATION_KINDS.find((known) => known === kind);
  if (acting) {
    const own = wanted.side === 'desk' ? 'delegate' : 'principal';
    return delegationLetter({ ...reading(wanted, 'Luz'), kind: acting, own, delegation });
  }
  const term = ROLE_TERM_KINDS.find((known) => known === kind);
  if (term) {
    const { isOwn = true, personName = 'Marco Tun Uc' } = wanted.enrolment ?? {};
    const about = { role: 'team_lead', until: '2026-12-15', personId: request.requesterId } as const;
    return ROLE_TERM_LETTERS[term]({
      ...reading(wanted, 'Luz'),
      ...{ kind: term, isOwn, personName: isOwn ? '' : personName, isAdministrator: !isOwn, ...about },
    });
  }
  const notice = NOTICE_KINDS.find((known) => known === kind);
  if (!notice) throw new Error(`no letter ${kind}`);
  const byDesk = !DESK.includes(kind);
  const text = WORDS[kind];
  return REQUEST_LETTERS[notice]({
    ...reading(wanted, byDesk ? 'Rosa' : 'Laura'),
    side: wanted.side ?? (byDesk ? 'requester' : 'desk'),
    request: { ...request, ...wanted.request },
    requesterName: 'Rosa Canul',
    actorName: byDesk ? 'Laura Pech' : 'Rosa Canul',
    message: text === undefined ? null : { by: byDesk ? 'Laura Pech Uicab' : 'Rosa Canul May', text },
    cause: 'accepted-by-silence',
    survey: SURVEYED.includes(notice) && (wanted.side ?? 'requester') === 'requester' ? survey : null,
    ...wanted.letter,
  });
}
