/** What a person needs of a journey that failed: each open page as a picture, where it was, and what it complained of. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openPages } from './browser.ts';

const FOLDER = new URL('../output', import.meta.url).pathname;

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  mkdirSync(FOLDER, { recursive: true });
  const name = `${task.file.name.split('/').at(-1)} ${task.name}`.replace(/[^\p{L}\d]+/gu, '-').slice(0, 100);
  for (const [index, { page, complaints }] of openPages().entries()) {
    const path = join(FOLDER, `${name}-${index + 1}.png`);
    const taken = await page.screenshot({ path, timeout: 5_000 }).then(
      () => path,
      (error: unknown) => String(error),
    );
    console.error([`${task.name}: ${page.url()}`, taken, ...complaints].join('\n  '));
  }
});
