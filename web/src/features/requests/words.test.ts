import { expect, test } from 'vitest';
import type { RequestView, TimelineEntry } from '#contract/requests.ts';
import { translator } from '#locales/catalogues.ts';
import { openFrom } from './open-from.ts';
import { eventWords, knotsOf, movementWords, refOf } from './words.ts';

const t = translator('es-MX');
const day = (iso: string) => `[${iso}]`;

const entry = (sequence: number, fact: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  sequence,
  at: `2026-11-17T15:0${sequence}:00Z`,
  by: { name: 'Laura Mendoza', initials: 'LM', photoId: null, side: 'desk', mine: false },
  fact,
  values: {},
  message: null,
  unread: false,
  ...more,
});
const said = (sequence: number, more: Partial<TimelineEntry> = {}) =>
  entry(sequence, 'request.messaged', {
    message: { id: '0', visibility: 'public', text: 'Hola', attachments: [] } as unknown as TimelineEntry['message'],
    ...more,
  });
const view = (state: RequestView['state'], facts: string[]) =>
  ({ state, timeline: facts.map((fact, index) => entry(index, fact)), scheduledAt: null }) as unknown as RequestView;

test('a folio becomes what the address bar shows; another template falls back on the id', () => {
  expect(refOf({ id: 'x', folio: 'DTI/SS/2026/000123' })).toBe('SS-2026-000123');
  expect(refOf({ id: 'x', folio: '2026-12' })).toBe('x');
});

test('a movement is told by who did it', () => {
  const of = (fact: string, by: string | null, mine: boolean) =>
    movementWords(t, { lastMovement: { fact, at: '', by, mine }, agentName: 'Laura Mendoza' } as never);
  expect(of('request.asked', 'Laura', false)).toBe('Laura te preguntó');
  expect(of('request.registered', 'Rosa', true)).toBe('Recibimos tu solicitud');
  expect(of('request.assigned', null, false)).toBe('Se asignó a Laura');
  expect(of('request.never-heard-of', null, false)).toBe('Hubo un cambio');
});

test('an event of the thread says its values, and a plain message says nothing of itself', () => {
  const waiting = entry(1, 'request.waiting', { values: { who: 'TELMEX', reference: 'R-9', until: '2026-11-24' } });
  expect(eventWords(t, waiting, { day })).toBe('En espera de TELMEX (R-9); fecha estimada: [2026-11-24]');
  const assigned = entry(1, 'request.assigned', { values: { team: 'Redes' } });
  expect(eventWords(t, assigned, { day })).toBe('Se asignó al equipo Redes');
  const routed = entry(0, 'request.registered', { values: { rule: 'Correo', team: 'Redes', agent: 'Luis Ek' } });
  expect(eventWords(t, routed, { day })).toBe(
    'Se registró la solicitud. La regla «Correo» la envió a Redes, a Luis Ek',
  );
  const told = entry(0, 'request.registered', { values: { team: 'Redes', agent: 'Luis Ek' } });
  expect(eventWords(t, told, { day })).toBe('Se registró la solicitud. La atiende Luis Ek, Redes');
  expect(eventWords(t, said(2), { day })).toBeNull();
});

test('the knots: what is behind, where it is, whose turn', () => {
  const short = (iso: string) => iso;
  const waiting = knotsOf(t, view('waiting_requester', ['request.registered', 'request.taken', 'request.asked']), {
    forRequester: true,
    short,
  });
  expect(waiting.map((step) => step.status)).toEqual(['done', 'done', 'waiting', 'ahead', 'ahead']);
  const cancelled = knotsOf(t, view('cancelled', ['request.registered', 'request.cancelled']), {
    forRequester: true,
    short,
  });
  expect(cancelled.map((step) => step.status)).toEqual(['done', 'ahead', 'ahead', 'ahead', 'done']);
  expect(cancelled.at(-1)?.label).toBe('Cancelada');
});

test('the thread opens at the last message, or at the first unread entry before it', () => {
  expect(openFrom([entry(1, 'request.assigned'), said(2), said(3), entry(4, 'request.resumed')])).toBe(2);
  expect(openFrom([entry(1, 'request.assigned'), said(2, { unread: true }), said(3, { unread: true })])).toBe(1);
  expect(openFrom([])).toBe(0);
  const question = said(2, { fact: 'request.asked' });
  expect(openFrom([said(1), question, said(3)], question)).toBe(1);
});
