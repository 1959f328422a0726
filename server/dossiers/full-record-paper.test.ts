/** The whole request as a paper: what it says, and how long the longest takes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RequestView } from '#contract/requests.ts';
import type { Block } from '../shared/paper/document.ts';
import { openPress } from '../shared/paper/press.ts';
import { fullRecordPaper } from './full-record-paper.ts';
import type { Gathered } from './gather.ts';

const press = openPress();
afterAll(() => press.close());

const es = (text: string) => ({ es: text, en: '' });
const AT = '2026-11-09T14:52:07.120Z';
const answer = (label: string, ...shown: string[]) => ({
  ...{ key: label, type: 'text', moment: 'filing', attachmentIds: [] },
  ...{ label: es(label), shown: shown.map(es) },
});
const entry = (sequence: number, more: object) => ({
  ...{ sequence, at: AT, fact: 'request.message', values: {}, message: null, unread: false, by: null },
  ...more,
});
const person = (name: string) => ({ name, initials: 'RC', photoId: null, side: 'desk', mine: false });
const message = (text: string, visibility = 'public') => ({ id: 'm', visibility, text, attachments: [] });

/** As much of it as a paper reads. */
function gathered(timeline: readonly object[], more: object = {}): Gathered {
  const request = {
    ...{ folio: 'DTI/SS/2026/000101', subject: 'No imprime', description: 'Desde el viernes.', registeredAt: AT },
    ...{ state: 'in_progress', requesterName: 'Rosa Canul', agencyName: es('Fomento'), areaName: es('Soporte') },
    ...{ serviceName: es('Impresión'), levelName: es('Estándar'), solution: null, former: null, timeline },
    ...{ place: { building: 'A', floor: '2', office: 'Recursos', phone: '' }, answers: [], formerAnswers: [] },
    ...more,
  } as unknown as RequestView;
  const institution = {
    ...{ governmentName: 'Gobierno del Estado', hostAgencyName: 'Secretaría de Administración' },
    ...{ ownerUnit: 'DSG', operatorUnit: 'DTI', timeZone: 'America/Mexico_City' },
  } as Gathered['institution'];
  const by = new Map(timeline.map((_entry, index) => [index + 1, index % 2 === 0 ? 'Analista' : 'Jefa de Soporte']));
  return {
    ...{ request, institution, madeAt: new Date(AT), records: [], covered: 0, files: [], keys: [], history: [] },
    offices: { requester: 'Directora de Fomento', by },
  };
}

const drawn = (given: Gathered) => fullRecordPaper(given, { lines: ['Gobierno del Estado'], legend: null, sign: null });
const textOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

describe('the full record', () => {
  it('says what was answered, before too, and the position of each person', () => {
    const { blocks } = drawn(
      gathered([entry(1, { by: person('Jorge Balam'), message: message('Voy.') }), entry(2, {})], {
        answers: [answer('¿Qué falla?', 'La red', 'El equipo')],
        formerAnswers: [{ serviceName: es('Correo'), version: 3, answers: [answer('Buzón', 'rosa@gobierno.example')] }],
      }),
    );
    const said = textOf(blocks);
    expect(said).toContain('["¿Qué falla?","La red; El equipo"]');
    expect(said).toContain('Respuestas anteriores: Correo, versión 3');
    expect(said).toContain('["Buzón","rosa@gobierno.example"]');
    expect(said).toContain('Rosa Canul, Directora de Fomento');
    expect(said).toContain('"Jorge Balam\\nAnalista","Voy."');
    expect(said).toContain('"La mesa de servicios"');
  });

  it('says for whom somebody spoke, and what was said at the desk before', () => {
    const spoken = { by: person('Jorge Balam'), values: { onAccountOf: 'Rosa Canul' }, message: message('Va.') };
    const letter = { at: AT, author: 'Mesa vieja', side: 'desk', mine: false, visibility: 'internal', text: 'Ojo' };
    const said = textOf(
      drawn(gathered([entry(1, spoken)], { former: { desk: 'GLPI', folio: '123', messages: [letter] } })).blocks,
    );
    expect(said).toContain('Jorge Balam\\nAnalista\\npor cuenta de Rosa Canul');
    expect(said).toContain('Mensajes en GLPI (123)');
    expect(said).toContain('"Mesa vieja","Nota interna:\\nOjo"');
  });

  it('of three hundred messages is drawn in seconds, whole and well formed', async () => {
    const words = 'La impresora vuelve a atascarse con el papel de oficio y avisa de un error que no se entiende. ';
    const timeline = Array.from({ length: 300 }, (_none, index) =>
      entry(index + 1, {
        by: person('María de los Ángeles Hernández Castellanos'),
        message: message(words.repeat(1 + (index % 9))),
      }),
    );
    const began = performance.now();
    const pdf = await press.print(drawn(gathered(timeline)));
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(20);
    const folder = mkdtempSync(join(tmpdir(), 'mesa-full-record-'));
    writeFileSync(join(folder, 'it.pdf'), pdf);
    let said = '';
    try {
      said = execFileSync('qpdf', ['--check', join(folder, 'it.pdf')], { encoding: 'utf8' });
    } catch (error) {
      // Not every machine has it.
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    } finally {
      rmSync(folder, { recursive: true });
    }
    if (said !== '') expect(said).toContain('No syntax or stream encoding errors found');
  });
});
