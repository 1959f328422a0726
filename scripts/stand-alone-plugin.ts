/**
 * Builds the verifiers that stand alone, beside the pages: one HTML file and one script, each a single text that whoever is
 * curious can read. The desk puts its public keys in when it gives them away (server/verification).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../verifier/alone', import.meta.url));
const WORDS = fileURLToPath(new URL('../locales/es-MX/verifying.json', import.meta.url));
/** Begins with a dot: the pages' files are given away as they are, these are not. */
const FOLDER = '.alone';

export function standAlone(): Plugin {
  let folder = '';
  return {
    name: 'stand-alone',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(resolve(root, build.outDir), FOLDER);
    },
    closeBundle: async () => {
      mkdirSync(folder, { recursive: true });
      const page = await bundled('page.ts', 'iife');
      // In Spanish until its script knows better.
      const texts = JSON.parse(readFileSync(WORDS, 'utf8')) as Record<string, string>;
      const shell = readFileSync(join(SOURCE, 'page.html'), 'utf8').replace(
        /(data-word="[\w-]+">)\{([\w-]+)\}/g,
        (_hole, tag: string, word: string) => `${tag}${texts[`verifying.${word}`] ?? ''}`,
      );
      // A script in a page ends at its end tag, wherever that stands.
      const inline = page.replaceAll('</script', '<\\/script');
      writeFileSync(
        join(folder, 'verificador.html'),
        shell.replace('/*MESA_SCRIPT*/', () => inline),
      );
      writeFileSync(join(folder, 'verificar.mjs'), await bundled('script.ts', 'esm'));
    },
  };
}

async function bundled(file: string, format: 'iife' | 'esm'): Promise<string> {
  const bundle = await rolldown({
    input: join(SOURCE, file),
    platform: format === 'iife' ? 'browser' : 'node',
    transform: { target: 'chrome109' },
  });
  const { output } = await bundle.generate({ format });
  await bundle.close();
  return output[0].code;
}
