/** What a paper of own data says, from given rows alone. */
import { expect, it } from 'vitest';
import { type OwnPaper, ownDataPaper } from './own-data-paper.ts';

const ANSWERS = {
  filing: {
    ...{ serviceId: '01a20000-0000-7000-8000-000000000001', version: 1 },
    values: { 'marca-del-equipo': 'HP', lugar: '01a20000-0000-7000-8000-000000000002', urge: ['hoy', 'mañana'] },
    names: { '01a20000-0000-7000-8000-000000000002': { es: 'Edificio norte', en: 'North building' } },
  },
};
const given: OwnPaper = {
  ...{ locale: 'es-MX', timeZone: 'America/Mexico_City', personId: 'yo', product: 'Mesa', name: 'Rosa Canul' },
  ...{ madeAt: '2026-11-23T08:00:00.000Z', sha256: 'a'.repeat(64) },
  notice: { version: 1, publishedAt: '2026-11-01T08:00:00.000Z' },
  letterhead: { lines: ['Gobierno'], legend: '', sign: null },
  labels: { request_id: new Map([['r1', 'DTI/2026/1']]) },
  sections: [
    { section: 'requests', rows: [{ folio: 'DTI/2026/1', subject: 'No imprime', answers: ANSWERS }] },
    {
      section: 'messages',
      rows: [
        { request_id: 'r1', at: '2026-11-20T08:00:00.000Z', body: 'Sigue igual' },
        { request_id: 'r2', at: '2026-11-21T08:00:00.000Z', body: 'Yo lo reviso' },
      ],
    },
  ],
};

it('tells each answer after its question, and counts a message once: under one’s own request, or apart', async () => {
  const { blocks } = await ownDataPaper(given);
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  expect(facts).toContainEqual(['Respuestas', 'marca del equipo: HP; lugar: Edificio norte; urge: hoy, mañana']);
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  expect(tables[0]?.rows).toEqual([
    ['Solicitudes', '1'],
    ['Mensajes en otras solicitudes', '1'],
  ]);
  const words = JSON.stringify(tables);
  for (const said of ['Sigue igual', 'Yo lo reviso']) expect(words.split(said)).toHaveLength(2);
});
