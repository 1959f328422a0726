/** Pure: a line of a file of requests, open or over. */
import { ARRIVAL_STATES, type ArrivalState } from '#contract/arrival-kinds.ts';
import type { KnownPerson } from '../accounts/index.ts';
import type { Area, Service } from '../catalogue/index.ts';
import type { Arriving } from '../requests/index.ts';
import { fold, type GivenRow } from './headings.ts';
import { readWhen, type When } from './instants.ts';
import { type Chosen, Line, type Looked, readEmail, type Seen } from './lines.ts';
import { oneOf } from './look-at-person.ts';

export type ArrivingRequest = Omit<Arriving, 'desk' | 'letter' | 'source'>;

export type AmongRequests = {
  readonly chosen: Chosen;
  readonly areas: readonly Area[];
  readonly services: readonly Service[];
  readonly byNumber: ReadonlyMap<string, KnownPerson>;
  readonly byEmail: ReadonlyMap<string, KnownPerson>;
  /** Folios of that desk that are here, in small letters, and what they are. */
  readonly here: ReadonlyMap<string, string>;
  readonly timeZone: string;
  readonly now: Date;
};

const FOLIO_MAX = 60;
const SUBJECT_MAX = 160;
const TEXT_MAX = 10_000;
const PLACE_MAX = 80;

type State = {
  readonly id: string;
  readonly means: ArrivalState;
  readonly begun: boolean;
  readonly words: readonly string[];
};

/** As desks call them, folded. Whatever waits for somebody comes in as begun: what it waits for is not known here. */
const STATES: readonly State[] = [
  {
    ...{ id: 'open', means: 'open', begun: false },
    words: [
      'nueva',
      'nuevo',
      'abierta',
      'abierto',
      'registrada',
      'registrado',
      'recibida',
      'recibido',
      'asignada',
      'asignado',
    ].concat([
      'turnada',
      'turnado',
      'reabierta',
      'reabierto',
      'new',
      'open',
      'opened',
      'received',
      'assigned',
      'reopened',
    ]),
  },
  {
    ...{ id: 'begun', means: 'open', begun: true },
    words: [
      'en proceso',
      'en atencion',
      'en curso',
      'proceso',
      'atendiendo',
      'in progress',
      'working',
      'pendiente',
      'en espera',
    ]
      .concat([
        'en espera del usuario',
        'en espera del solicitante',
        'en espera de terceros',
        'en espera de proveedor',
        'pausada',
      ])
      .concat(['programada', 'pending', 'waiting', 'on hold', 'scheduled']),
  },
  {
    ...{ id: 'closed', means: 'closed', begun: false },
    words: [
      'cerrada',
      'cerrado',
      'resuelta',
      'resuelto',
      'solucionada',
      'solucionado',
      'atendida',
      'atendido',
      'concluida',
    ].concat([
      'concluido',
      'finalizada',
      'finalizado',
      'terminada',
      'terminado',
      'closed',
      'resolved',
      'solved',
      'done',
      'completed',
    ]),
  },
  {
    ...{ id: 'cancelled', means: 'cancelled', begun: false },
    words: ['cancelada', 'cancelado', 'cancelled', 'canceled'],
  },
  {
    ...{ id: 'rejected', means: 'rejected', begun: false },
    words: ['rechazada', 'rechazado', 'improcedente', 'rejected', 'declined'],
  },
];

/** Whether that is what a state may be chosen to mean. */
export const isState = (text: string): text is ArrivalState => (ARRIVAL_STATES as readonly string[]).includes(text);

function requesterOf(line: Line, among: AmongRequests): KnownPerson | null {
  const said = line.text('email');
  const number = line.text('number');
  if (said === '' && number === '') return line.stop('email', 'arrivals.problem.required');
  const email = said === '' ? null : readEmail(said);
  if (said !== '' && email === null) return line.stop('email', 'arrivals.problem.email');
  const [byNumber, byEmail] = [among.byNumber.get(number), email === null ? undefined : among.byEmail.get(email)];
  const found = oneOf(byNumber, byEmail);
  if (found === 'two')
    return line.stop(null, 'arrivals.problem.two', { one: byNumber?.name ?? '', other: byEmail?.name ?? '' });
  return found ?? line.stop(email === null ? 'number' : 'email', 'arrivals.problem.requester');
}

function whenOf(line: Line, column: 'registered' | 'ended', among: AmongRequests): When | null {
  const text = line.required(column, 40);
  if (text === '') return null;
  const when = readWhen(text, among.timeZone);
  if (when === null) return line.stop(column, 'arrivals.problem.date');
  return when.at > among.now ? line.stop(column, 'arrivals.problem.future') : when;
}

const DAY = 86_400_000;

/** A day without its hour may seem to be before the hour at which it began. */
function endOf(line: Line, among: AmongRequests, registered: Date | null): Date | null {
  const ended = whenOf(line, 'ended', among);
  if (ended === null || registered === null) return null;
  if (ended.at >= registered) return ended.at;
  if (!ended.exact && registered.getTime() - ended.at.getTime() < DAY) return registered;
  return line.stop('ended', 'arrivals.problem.before');
}

type Words = Pick<ArrivingRequest, 'subject' | 'description'>;

/** A subject longer than ours stands whole above what was described. */
function wordsOf(line: Line): Words {
  const whole = line.required('subject', TEXT_MAX / 2).replace(/\s+/g, ' ');
  const described = line.within('description', TEXT_MAX - whole.length - 2);
  if (whole.length <= SUBJECT_MAX) return { subject: whole, description: described || whole };
  return {
    subject: `${whole.slice(0, SUBJECT_MAX - 1)}…`,
    description: described === '' ? whole : `${whole}\n\n${described}`,
  };
}

function serviceOf(line: Line, area: Area | null, among: AmongRequests): Service | null {
  const word = fold(line.text('service'));
  if (word === '' || area === null) return null;
  const named = among.services.filter(
    (one) => one.areaId === area.id && [one.code, one.name.es, one.name.en].some((name) => fold(name) === word),
  );
  return (named.length === 1 ? named[0] : undefined) ?? line.note('service', 'arrivals.problem.service');
}

/** Whoever goes on with it here: somebody who attends in a team. */
function agentOf(line: Line, state: State | null, among: AmongRequests): ArrivingRequest['agent'] {
  const text = line.text('agent');
  if (text === '' || state === null || state.means !== 'open') return null;
  const person = among.byEmail.get(readEmail(text) ?? '');
  const [teamId] = person?.state === 'active' && person.roles.includes('agent') ? person.teamIds : [];
  if (person === undefined || teamId === undefined) return line.note('agent', 'arrivals.problem.agent');
  return { id: person.id, teamId, begun: state.begun };
}

export function lookAtRequest(row: GivenRow, among: AmongRequests, seen: Seen): Looked<ArrivingRequest> {
  const line = new Line(row);
  const folio = line.required('folio', FOLIO_MAX);
  const label = folio.slice(0, FOLIO_MAX);
  const earlier = folio === '' ? undefined : seen.before(folio.toLowerCase(), row.line);
  if (earlier !== undefined) line.stop('folio', 'arrivals.problem.repeated', { line: earlier });
  const here = among.here.get(folio.toLowerCase());
  if (here !== undefined && !line.isStopped)
    return { outcome: 'here', problems: line.problems, label, value: null, became: here };
  const { chosen } = among;
  const requester = requesterOf(line, among);
  const area = line.meaning('area', {
    ...{ chosen, things: among.areas },
    names: ({ key, code, name }) => [key, code, name.es, name.en],
  });
  const state = line.meaning('state', { chosen, things: STATES, names: ({ words }) => words });
  const registered = whenOf(line, 'registered', among);
  const isOver = state !== null && state.means !== 'open';
  const over = isOver ? endOf(line, among, registered?.at ?? null) : null;
  const words = wordsOf(line);
  const service = serviceOf(line, area, among);
  const agent = agentOf(line, state, among);
  const solution = line.within('solution', TEXT_MAX);
  const place = {
    building: line.short('building', PLACE_MAX),
    floor: line.short('floor', PLACE_MAX),
    office: line.short('office', PLACE_MAX),
    phone: line.short('phone', PLACE_MAX),
  };
  if (line.isStopped || requester === null || area === null || state === null || registered === null)
    return { outcome: 'fault', problems: line.problems, label, value: null, became: null };
  const value: ArrivingRequest = {
    ...{ folio, requesterId: requester.id, agencyId: requester.agencyId, areaId: area.id, place, agent },
    ...words,
    serviceId: service?.id ?? null,
    registeredAt: registered.at,
    former: { state: line.text('state').slice(0, 60), agent: line.text('agent').slice(0, 120) },
    solution: solution === '' ? null : solution,
    over: state.means === 'open' || over === null ? null : { state: state.means, at: over },
  };
  return { outcome: 'new', problems: line.problems, label, value, became: null };
}
