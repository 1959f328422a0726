import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MODULES, NODE, ROOT, refuseIfNotWritable } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { OperatorError, step } from './say.mjs';

const OUTPUT = path.join(ROOT, 'web/dist');
/** Holds the hash of what was built; it is written last, and emptying the folder removes it. */
const MARKER = path.join(OUTPUT, '.inputs');
const INPUTS = ['web', 'contract', 'locales', 'verifier', 'vite.config.ts', 'package-lock.json'];

export function isBuilt() {
  return existsSync(MARKER) && readFileSync(MARKER, 'utf8') === hashOfInputs();
}

/** Builds the screens if anything they are made of has changed. Call it while alone. */
export async function build() {
  const hash = hashOfInputs();
  if (isBuilt()) return;
  refuseIfNotWritable(path.join(ROOT, 'web'), OUTPUT, path.join(OUTPUT, 'assets'));
  await step('Construir las pantallas', 'build the screens', async () => {
    const { code, words } = await runQuietly(NODE, [path.join(MODULES, 'vite/bin/vite.js'), 'build']);
    if (code === 0 && existsSync(path.join(OUTPUT, 'index.html'))) return;
    throw new OperatorError(
      `No se pudieron construir las pantallas. Esto dijo Vite:\n${words}`,
      'The screens could not be built. The words of Vite are above.',
    );
  });
  writeFileSync(MARKER, hash);
}

function hashOfInputs() {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((name) => filesOf(path.join(ROOT, name))).sort()) {
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesOf(file) {
  if (file === OUTPUT || !existsSync(file)) return [];
  if (!statSync(file).isDirectory()) return /\.test\.tsx?$/.test(file) ? [] : [file];
  return readdirSync(file).flatMap((name) => filesOf(path.join(file, name)));
}
