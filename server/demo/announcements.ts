/** What the desk told everybody: an outage that is over, and works that are planned. */
import {
  addAnnouncement,
  endAnnouncement,
  publishAnnouncement,
  readAnnouncement,
  updateAnnouncement,
} from '#contract/announcements.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { type Calendar, fromLocal, localDay } from '../calendars/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Days } from './days.ts';
import type { ReplayHouse } from './replay-house.ts';

type Given = { readonly by: PersonActor; readonly calendar: Calendar; readonly days: Days; readonly now: Date };

const NEVER = { showFrom: null, begins: null, until: null } as const;
const TO_ALL = { audience: 'everybody', agencyIds: [], serviceIds: [], systems: [] } as const;

/** An outage of the morning of the last working day but one, told, told more of, and over before noon. */
async function outage(replay: ReplayHouse, { by, calendar, days }: Given): Promise<void> {
  const at = (time: string) => replay.moveTo(fromLocal(calendar.timeZone, `${days.day(-1)}T${time}`));
  at('09:10');
  const { areas } = (await replay.call(readCatalogue, by)).reply;
  const body = {
    ...TO_ALL,
    ...NEVER,
    kind: 'outage',
    title: { es: 'El correo institucional no envía mensajes', en: 'Institutional mail does not send messages' },
    body: {
      es: 'Los mensajes que llegan sí se leen. Lo que envíes queda en la bandeja de salida y saldrá después.',
      en: 'What arrives can be read. What you send waits in your outbox and leaves later.',
    },
    onSignIn: true,
    areaIds: areas.filter(({ code }) => code === 'ST').map(({ id }) => id),
  };
  const { reply: drafted } = await replay.call(addAnnouncement, by, { body });
  const params = { id: drafted.id };
  await replay.call(publishAnnouncement, by, { params, body: { version: drafted.version } });
  at('09:50');
  const said = { es: 'Encontramos la causa: un disco lleno. Estamos liberando espacio.', en: '' };
  await replay.call(updateAnnouncement, by, { params, body: { body: said } });
  at('11:25');
  const { version } = (await replay.call(readAnnouncement, by, { params })).reply;
  await replay.call(endAnnouncement, by, { params, body: { version } });
}

const SATURDAY = 6;

/** Works on a Saturday more than a week from now, told from the Thursday before it on. */
async function works(replay: ReplayHouse, { by, calendar, now }: Given): Promise<void> {
  replay.moveTo(now);
  const weekday = new Date(`${localDay(calendar.timeZone, now)}T12:00:00Z`).getUTCDay();
  const day = (more: number) => localDay(calendar.timeZone, later(now, (SATURDAY - weekday + 7 + more) * DAY));
  const body = {
    ...TO_ALL,
    kind: 'maintenance',
    title: {
      es: 'Mantenimiento de la red del Complejo Administrativo',
      en: 'Maintenance of the network of the Complejo Administrativo',
    },
    body: { es: 'No habrá internet ni sistemas en el edificio. Guarda tu trabajo el viernes.', en: '' },
    showFrom: `${day(-2)}T08:00`,
    begins: `${day(0)}T08:00`,
    until: `${day(0)}T14:00`,
    onSignIn: false,
    areaIds: [],
  };
  const { reply } = await replay.call(addAnnouncement, by, { body });
  await replay.call(publishAnnouncement, by, { params: { id: reply.id }, body: { version: reply.version } });
}

export async function playAnnouncements(replay: ReplayHouse, given: Given): Promise<void> {
  await outage(replay, given);
  await works(replay, given);
}
