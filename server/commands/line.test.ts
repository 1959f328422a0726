import { describe, expect, it } from 'vitest';
import { Fault } from '../shared/fault.ts';
import type { Command } from './command.ts';
import { runLine } from './line.ts';
import { both } from './terminal.ts';

const made = (run: () => Promise<{ ok: boolean; lines: string[]; data: object }>): Command => ({
  name: 'verify',
  says: 'terminal.cli.verify',
  words: [],
  flags: {},
  run,
});
const commands = {
  well: made(async () => ({ ok: true, lines: ['uno', 'dos'], data: { count: 2 } })),
  badly: made(async () => ({ ok: false, lines: ['roto'], data: { broken: 1 } })),
  refused: made(async () => Promise.reject(new Fault('account.exists'))),
  mendable: made(async () => Promise.reject(both('terminal.cli.user-email'))),
  fallen: made(async () => Promise.reject(new Error('a bug'))),
};

async function line(which: keyof typeof commands, typed: string[]) {
  const [said, complained]: string[][] = [[], []];
  const output = { say: (text: string) => said?.push(text), complain: (text: string) => complained?.push(text) };
  const code = await runLine(typed, [commands[which]], output);
  return { code, said, complained };
}

describe('a line of mesa', () => {
  it('says what its command found, and ends with 0 or 1', async () => {
    expect(await line('well', ['verify'])).toEqual({ code: 0, said: ['uno', 'dos'], complained: [] });
    expect(await line('badly', ['verify'])).toEqual({ code: 1, said: ['roto'], complained: [] });
  });

  it.each([
    ['well', 0, { ok: true, command: 'verify', count: 2 }],
    ['badly', 1, { ok: false, command: 'verify', broken: 1 }],
    ['refused', 1, { ok: false, command: 'verify', error: { es: expect.any(String), en: expect.any(String) } }],
    ['fallen', 1, { ok: false, error: { es: expect.stringContaining('a bug') } }],
  ] as const)('gives one object with --json, whatever happens: %s', async (which, code, told) => {
    const answered = await line(which, ['verify', '--json']);
    expect(answered).toMatchObject({ code, complained: [] });
    expect(answered.said).toHaveLength(1);
    expect(JSON.parse(answered.said?.[0] ?? '')).toMatchObject(told);
  });

  it('tells in words what can be mended, beside the output', async () => {
    const answered = await line('mendable', ['verify']);
    expect(answered).toMatchObject({ code: 1, said: [] });
    expect(answered.complained?.[0]).toMatch(/correo de la persona/);
  });

  it('ends with 2 where it is not understood, with --json too', async () => {
    expect(await line('well', ['verfiy'])).toMatchObject({ code: 2, said: [] });
    const answered = await line('well', ['verify', '--josn', '--json']);
    expect(answered.code).toBe(2);
    expect(JSON.parse(answered.said?.[0] ?? '')).toMatchObject({
      ok: false,
      error: { en: expect.stringContaining('--json') },
    });
  });
});
