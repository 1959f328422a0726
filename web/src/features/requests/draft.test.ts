import { expect, test } from 'vitest';
import { type Draft, freshDraft, isBlank, NOWHERE, startingPoint } from './draft.ts';

const written = (more: Partial<Draft> = {}): Draft => {
  const fresh = freshDraft();
  return { ...fresh, content: { ...fresh.content, subject: 'No imprime' }, dirty: true, ...more };
};
const onServer = (id: string) => ({
  drafts: [
    {
      id,
      subject: 'Escrito en otro equipo',
      description: '',
      areaId: null,
      serviceId: null,
      principalId: null,
      place: NOWHERE,
      answers: {},
      formVersion: null,
      attachments: [],
      savedAt: '2026-11-17T15:10:00Z',
    },
  ] as never,
  lastPlace: { ...NOWHERE, building: 'A' },
});
const nothing = { drafts: [], lastPlace: { ...NOWHERE, building: 'A' } };

test('the first time there is nothing but the place of the last request', () => {
  const { draft, found } = startingPoint(null, nothing);
  expect(found).toBe(false);
  expect(isBlank(draft)).toBe(true);
  expect(draft.content.place.building).toBe('A');
});

test('what this machine typed and the server has not got wins, with its key', () => {
  const local = written();
  expect(startingPoint(local, onServer(local.id))).toEqual({ draft: local, found: true });
  expect(startingPoint(local, nothing).draft.key).toBe(local.key);
});

test('a saved draft changed on another machine comes from there, still with the key of this one', () => {
  const local = written({ dirty: false });
  const { draft, found } = startingPoint(local, onServer(local.id));
  expect(draft.content.subject).toBe('Escrito en otro equipo');
  expect(draft.key).toBe(local.key);
  expect(found).toBe(true);
});

test('a saved draft the server no longer has was filed elsewhere: it is not offered again', () => {
  expect(startingPoint(written({ dirty: false }), nothing).found).toBe(false);
});

test('one that was being sent is taken up again whatever the server says: its answer may have been lost', () => {
  const local = written({ dirty: false, sending: true });
  expect(startingPoint(local, nothing).draft).toBe(local);
});

test('without the server, this machine’s copy is the draft', () => {
  const local = written({ dirty: false });
  expect(startingPoint(local, null).draft).toBe(local);
});

test('files that answer a question come back to it, the others to the description', () => {
  const file = (id: string) => ({ id, name: `${id}.pdf` }) as never;
  const [newest] = onServer('a').drafts as object[];
  const server = {
    ...nothing,
    drafts: [{ ...newest, answers: { fotos: ['f2'], falla: 'papel' }, attachments: [file('f1'), file('f2')] }] as never,
  };
  const { draft } = startingPoint(null, server);
  expect(draft.attachments.map(({ id }) => id)).toEqual(['f1']);
  expect(draft.answerFiles.map(({ id }) => id)).toEqual(['f2']);
  expect(draft.content.answers).toEqual({ fotos: ['f2'], falla: 'papel' });
});
