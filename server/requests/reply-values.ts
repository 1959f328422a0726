/** What a request can say of itself in a template of the desk. */
import type { AreaId } from '#contract/catalogue.ts';
import type { LocalText } from '#contract/shapes.ts';
import { personById } from '#server/accounts/index.ts';
import { addBusinessDays } from '#server/calendars/index.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { requestPolicy } from './policy.ts';
import { findForView, type Which } from './rows.ts';
import { ACCEPT_WITHIN_DAYS, ANSWER_WITHIN_DAYS, REOPEN_WITHIN_DAYS } from './rules.ts';
import { calendarOf, found, surroundings } from './surroundings.ts';

export type ReplyValues = {
  readonly areaId: AreaId;
  /** Of its requester: the language they read. */
  readonly locale: 'es-MX' | 'en';
  readonly timeZone: string;
  readonly texts: Readonly<Record<string, LocalText | string | null>>;
  /** Days, without an hour. */
  readonly days: Readonly<Record<string, Date | null>>;
  readonly instants: Readonly<Record<string, Date | null>>;
};

/** For whoever attends it; 404 and 403 as for its acts. Terms that begin with the act count from now. */
export async function replyValues(house: House, actor: Actor, which: Which): Promise<ReplyValues> {
  const db = house.store.read;
  const row = allow(requestPolicy, 'attend', { actor, thing: await findForView(db, which, actor) });
  const among = await surroundings(house.store.settled, row.settled_version);
  const requester = await personById(db, row.requester_id);
  const calendar = calendarOf(among, row);
  const now = house.clock.now();
  const term = (days: number) => addBusinessDays(calendar, now, days);
  return {
    areaId: row.area_id as AreaId,
    locale: requester?.locale ?? 'es-MX',
    timeZone: among.institution.timeZone,
    texts: {
      nombre: requester?.givenNames ?? '',
      folio: row.folio,
      asunto: row.subject,
      equipo: row.team_id === null ? null : found(among.teams, row.team_id).name,
      tecnico: row.agent_name,
      area: found(among.areas, row.area_id).name,
      servicio: row.service_id === null ? null : found(among.services, row.service_id).name,
      nivel: found(among.levels, row.level_id).name,
      ubicacion: row.scheduled_where ?? placeOf(row.place),
      tercero: row.state === 'waiting_third_party' ? row.waiting_reason : null,
    },
    days: {
      fecha_estimada: row.state === 'waiting_third_party' ? row.waiting_until : null,
      fecha_cierre: term(ANSWER_WITHIN_DAYS),
      fecha_objecion: term(ACCEPT_WITHIN_DAYS),
      fecha_reapertura: term(REOPEN_WITHIN_DAYS),
    },
    instants: {
      limite_respuesta: row.first_response_due_at,
      limite: row.resolution_due_at,
      fecha_visita: row.scheduled_at,
    },
  };
}

const placeOf = ({ building, floor, office }: { building: string; floor: string; office: string }): string =>
  [building, floor, office].filter((part) => part !== '').join(', ');
