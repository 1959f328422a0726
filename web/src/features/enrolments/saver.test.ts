import { expect, it } from 'vitest';
import { Refused, Unreachable } from '#web/shared/client.ts';
import { type Answer, type Form, type Phase, Saver } from './saver.ts';
import { blankRow } from './typed-rows.ts';

const stale = () =>
  new Refused({ type: '', title: '', status: 409, code: 'version.stale', requestId: '1' } as Refused['problem']);

function desk(answers: (() => Promise<Answer>)[]) {
  let form: Form = { rows: [blankRow()], signerName: '', signedOn: null };
  const phases: Phase['kind'][] = [];
  const sent: { version: number; name: string; rows: number }[] = [];
  const saver = new Saver<Answer>(
    { version: 1, saved: form, isHalted: false },
    {
      read: () => form,
      send: ({ version, signerName, rows }) => {
        sent.push({ version, name: signerName, rows: rows.length });
        return (answers.shift() ?? (() => Promise.reject(new Error('asked once too often'))))();
      },
      say: ({ kind }) => phases.push(kind),
      kept: () => undefined,
    },
  );
  return {
    ...{ saver, phases, sent },
    type: (signerName: string) => {
      form = { ...form, signerName };
    },
  };
}
const kept = (version: number) => () =>
  Promise.resolve({ version, changedAt: '2026-11-23T15:00:00.000Z', findings: [] });

it('sends nothing while nothing was typed, nor rows in which nothing was', async () => {
  const { saver, sent, type } = desk([kept(2)]);
  expect(await saver.flush()).toBe(true);
  expect(sent).toEqual([]);
  type('Rosa');
  expect(await saver.flush()).toBe(true);
  expect(sent).toEqual([{ version: 1, name: 'Rosa', rows: 0 }]);
});

it('sends one at a time, each upon the version of the one before', async () => {
  const waiting: ((answer: Answer) => void)[] = [];
  const { saver, sent, phases, type } = desk([() => new Promise((done) => waiting.push(done)), kept(3)]);
  type('Rosa');
  const first = saver.flush();
  await Promise.resolve();
  type('Rosa Elena');
  const second = saver.flush();
  await expect.poll(() => waiting.length).toBe(1);
  expect(sent).toHaveLength(1);
  waiting[0]?.({ version: 2, changedAt: '2026-11-23T15:00:00.000Z', findings: [] });
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(sent).toEqual([
    { version: 1, name: 'Rosa', rows: 0 },
    { version: 2, name: 'Rosa Elena', rows: 0 },
  ]);
  expect(phases).toEqual(['saving', 'typing', 'saving', 'kept']);
});

it('keeps what was typed through a cut, and sends it after', async () => {
  const { saver, phases, type } = desk([() => Promise.reject(new Unreachable()), kept(2)]);
  type('Rosa');
  expect(await saver.flush()).toBe(false);
  expect(saver.isDirty()).toBe(true);
  expect(await saver.flush()).toBe(true);
  expect(phases).toEqual(['saving', 'offline', 'saving', 'kept']);
});

it('stands still where somebody else was first, until it is told upon which version to go on', async () => {
  const { saver, sent, phases, type } = desk([() => Promise.reject(stale()), kept(8)]);
  type('Rosa');
  expect(await saver.flush()).toBe(false);
  expect(await saver.flush()).toBe(false);
  expect(sent).toHaveLength(1);
  saver.adopt(7, saver.saved);
  expect(await saver.flush()).toBe(true);
  expect(sent[1]?.version).toBe(7);
  expect(phases).toEqual(['saving', 'stale', 'saving', 'kept']);
});
