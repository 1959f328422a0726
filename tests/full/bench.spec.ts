/** The benchmark runs to its end on a small desk and says what it should; its figures are no test. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('prints one object with every case at each number of connections', async () => {
  const args = ['bench/run.ts', '--requests', '400', '--rounds', '1', '--seconds', '0.3', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 20 });
  const { sizes } = JSON.parse(stdout);
  expect(sizes).toHaveLength(1);
  const [{ requests, lines }] = sizes;
  expect(requests).toBe(400);
  const said = lines.map((line: { case: string; connections: number }) => `${line.case} ${line.connections}`);
  const cases = ['own list', 'agent list', 'bandeja', 'open one', 'create', 'message'];
  expect(said).toEqual(cases.flatMap((name) => [`${name} 1`, `${name} 16`]));
  for (const { program, floor, ratio } of lines)
    for (const figure of [ratio, ...Object.values(program), ...Object.values(floor)]) expect(figure).toBeGreaterThan(0);
}, 240_000);
