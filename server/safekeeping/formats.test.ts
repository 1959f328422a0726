/** Pure: tar, order, retention. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { FORMAT, type Manifest, openOrder } from './manifest.ts';
import { ArchiveRefused } from './refused.ts';
import { surplus } from './retention.ts';
import { readTar, TAR_END, tarHeader, tarPadding } from './tar.ts';

const reasonOf = (error: unknown) => (error instanceof ArchiveRefused ? error.reason : String(error));

describe('tar', () => {
  const file = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    return Buffer.concat([tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]);
  };
  const read = async (...parts: Buffer[]): Promise<string> => {
    const found: string[] = [];
    try {
      for await (const entry of readTar(Readable.from(parts))) {
        found.push(`${entry.name}: ${await buffer(entry.body)}`);
      }
    } catch (error) {
      return reasonOf(error);
    }
    return found.join(', ');
  };
  const changed = (block: Buffer, at: number, text: string): Buffer => {
    const copy = Buffer.from(block);
    copy.write(text, at, 'latin1');
    const sum = [...copy].reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return copy;
  };

  it('gives back what was put in, however it is cut', async () => {
    const all = Buffer.concat([file('a', 'uno'), file('b', ''), file('c', 'x'.repeat(512)), TAR_END]);
    const expected = `a: uno, b: , c: ${'x'.repeat(512)}`;
    expect(await read(all)).toBe(expected);
    expect(await read(...Array.from(all, (byte) => Buffer.from([byte])))).toBe(expected);
  });

  it('has no links, folders, devices, or headers of another kind', async () => {
    const plain = tarHeader('a', 0);
    for (const kind of ['1', '2', '3', '4', '5', '6', 'x', 'g', 'L']) {
      expect(await read(changed(plain, 156, kind), TAR_END), `kind ${kind}`).toBe('hostile-path');
    }
    expect(await read(changed(plain, 157, '/etc/passwd'), TAR_END)).toBe('hostile-path');
    expect(await read(changed(plain, 345, '../../etc'), TAR_END)).toBe('hostile-path');
  });

  it('is refused without its end, with a wrong sum, and with anything after it', async () => {
    expect(await read(file('a', 'uno'))).toBe('truncated');
    expect(await read(file('a', 'uno'), TAR_END.subarray(512))).toBe('truncated');
    expect(await read(file('a', 'uno'), TAR_END, Buffer.from('x'))).toBe('altered');
    const wrong = file('a', 'uno');
    wrong[0] = 98;
    expect(await read(wrong, TAR_END)).toBe('hostile-path');
  });
});

describe('the order of an archive', () => {
  const MANIFEST = {
    format: FORMAT,
    id: '01890000-0000-7000-8000-000000000001',
    program: '0.1.0',
    institution: '',
    at: '2026-11-23T16:00:00Z',
    postgres: 180_004,
    migrations: [],
    tables: [
      { name: 'requests', columns: [] },
      { name: 'areas', columns: [] },
    ],
    jobs: [],
    files: { count: 0, bytes: 0 },
    hasKeys: true,
  } satisfies Manifest;
  const walk = (...names: string[]): string => {
    const order = openOrder();
    try {
      for (const name of names) {
        const taken = order(name);
        if (taken.entry.kind === 'manifest') taken.manifest(MANIFEST);
      }
    } catch (error) {
      return reasonOf(error);
    }
    return 'fine';
  };
  const piece = (table: string, number: string) => `tables/${table}/${number}.copy`;
  const FILES = ['files/01890000-0000-7000-8000-00000000000a', 'files/01890000-0000-7000-8000-00000000000b'];

  it('is the manifest, the keys, tables in pieces, files, sums', () => {
    const tables = [piece('requests', '000001'), piece('requests', '000002'), piece('areas', '000001')];
    expect(walk('manifest.json', 'keys.age', ...tables, piece('jobs.job', '000001'), ...FILES, 'sums.json')).toBe(
      'fine',
    );
    expect(walk('manifest.json', piece('areas', '000001'), 'sums.json')).toBe('fine');
  });

  it.each([
    ['no manifest first', ['sums.json']],
    ['two manifests', ['manifest.json', 'manifest.json']],
    ['a table of which nothing was said', ['manifest.json', piece('people', '000001')]],
    ['tables the other way about', ['manifest.json', piece('areas', '000001'), piece('requests', '000001')]],
    ['a piece twice', ['manifest.json', piece('areas', '000001'), piece('areas', '000001')]],
    ['a piece left out', ['manifest.json', piece('areas', '000001'), piece('areas', '000003')]],
    ['the second piece first', ['manifest.json', piece('areas', '000002')]],
    ['a file twice', ['manifest.json', FILES[0], FILES[0]]],
    ['a table after the files', ['manifest.json', FILES[0], piece('areas', '000001')]],
    ['anything after the sums', ['manifest.json', 'sums.json', FILES[0]]],
  ])('is refused with %s', (_what, names) => {
    expect(walk(...(names as string[]))).toBe('out-of-order');
  });

  it.each([
    '../manifest.json',
    '/etc/passwd',
    'files/../../etc/passwd',
    'files/01890000-0000-7000-8000-00000000000A',
    'files\\01890000-0000-7000-8000-00000000000a',
    'C:\\manifest.json',
    'tables/requests/1.copy',
    'tables/../requests/000001.copy',
    './manifest.json',
    '',
  ])('has no place for %j', (name) => {
    expect(walk('manifest.json', name)).toBe('hostile-path');
  });
});

describe('retention', () => {
  const ZONE = 'America/Mexico_City';
  /** One at two in the morning of each day up to 22 November 2026. */
  const daily = Array.from({ length: 400 }, (_, index) => {
    const at = new Date(Date.UTC(2026, 10, 22, 8) - index * 86_400_000);
    return { id: at.toISOString().slice(0, 10), at };
  });
  const kept = (backups: typeof daily, retention: { days: number; weeks: number; months: number }) => {
    const gone = new Set(surplus(backups, retention, ZONE));
    return backups.map(({ id }) => id).filter((id) => !gone.has(id));
  };

  it('keeps the newest of the last days, weeks and months', () => {
    expect(kept(daily, { days: 3, weeks: 3, months: 3 })).toEqual([
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-15',
      '2026-11-08',
      '2026-10-31',
      '2026-09-30',
    ]);
    expect(kept(daily, { days: 14, weeks: 8, months: 12 })).toHaveLength(14 + 6 + 11);
  });

  it('counts days with a backup, by the clock of the institution, and never takes the newest', () => {
    const two = [
      { id: 'late', at: new Date('2026-11-22T05:30:00Z') },
      { id: 'early', at: new Date('2026-11-21T07:00:00Z') },
      { id: 'long ago', at: new Date('2026-01-05T07:00:00Z') },
    ];
    // Half past eleven at night of the 21st, and one in the morning of the same day.
    expect(kept(two, { days: 2, weeks: 1, months: 1 })).toEqual(['late', 'long ago']);
    expect(kept(two, { days: 0, weeks: 0, months: 0 })).toEqual(['late']);
  });
});
