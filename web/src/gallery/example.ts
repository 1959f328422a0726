/** What the gallery shows: invented, of no desk. */
import type { RequestSummary } from '#contract/requests.ts';

export const FOLIO = 'DTI/SS/2026/000123';
export const NOW = new Date('2026-11-23T19:20:00Z');
export const ZONE = 'America/Mexico_City';
export const NAMES = { productName: 'Mesa de Servicios', governmentName: 'Gobierno del Estado' };

type Clock = RequestSummary['resolution'];
const clock = (dueAt: string, status: Clock['status'], minutesLeft: number | null): Clock => ({
  dueAt,
  status,
  minutesLeft,
});

export const CLOCKS = [
  clock('2026-11-24T19:00:00Z', 'running', 960),
  clock('2026-11-23T22:00:00Z', 'at_risk', 160),
  clock('2026-11-22T20:00:00Z', 'breached', -200),
  clock('2026-11-25T20:00:00Z', 'paused', 840),
  clock('2026-11-23T16:00:00Z', 'met', null),
  clock('2026-11-19T16:00:00Z', 'missed', null),
];

export const KNOTS = [
  { key: 'a', label: 'Registrada', note: 'lun 16 nov, 9:12', status: 'done' },
  { key: 'b', label: 'Asignada', note: 'lun 16 nov, 9:40', status: 'done' },
  { key: 'c', label: 'En atención', note: 'Espera tu respuesta', status: 'waiting' },
  { key: 'd', label: 'Atendida', note: 'Tú nos dices si quedó', status: 'ahead' },
  { key: 'e', label: 'Cerrada', status: 'ahead' },
] as const;
