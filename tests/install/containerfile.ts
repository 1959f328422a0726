/**
 * The steps of deploy/container/Containerfile, taken one by one as a builder takes them, each `RUN` in a root of its own. Only what
 * that file uses is known; anything else is refused, so that the file and this reading of it do not drift apart.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';

export type Step = { readonly word: string; readonly rest: string };
export type Image = {
  readonly machine: Machine;
  /** `NAME=value` of every ENV. */
  readonly env: string[];
  folder: string;
  user: string;
  /** Words of the last CMD and HEALTHCHECK. */
  command: string[];
  health: string[];
  volumes: string[];
};

/** One step per line: a line ended by a backslash goes on. */
export const stepsOf = (text: string): Step[] =>
  text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1).trim() }));

/** `base`: a machine as the image after FROM begins; `context`: puts the files of the project into a folder. */
export function build(steps: readonly Step[], base: () => Machine, context: (folder: string) => void): Image {
  const stages = new Map<string, Image>();
  let image: Image | null = null;
  for (const { word, rest } of steps) {
    if (word === 'FROM') {
      image = { machine: base(), env: [], folder: '/', user: 'root', command: [], health: [], volumes: [] };
      stages.set(/ AS (\w+)$/.exec(rest)?.[1] ?? '', image);
    } else if (image === null) throw new Error(`${word} before FROM`);
    else take(image, { word, rest }, { stages, context });
  }
  const last = image;
  if (last === null) throw new Error('no FROM');
  for (const each of stages.values()) if (each !== last) void each.machine.remove();
  return last;
}

type Around = { stages: ReadonlyMap<string, Image>; context: (folder: string) => void };

function take(image: Image, { word, rest }: Step, around: Around): void {
  const inside = (path: string) => join(image.machine.root, path.startsWith('/') ? path : join(image.folder, path));
  if (word === 'WORKDIR') {
    image.folder = rest;
    mkdirSync(inside(rest), { recursive: true });
  } else if (word === 'RUN') {
    const { code, out } = image.machine.prepare(`cd ${image.folder}\n${rest}`);
    if (code !== 0) throw new Error(`RUN ${rest}\nended with ${code}:\n${out.slice(-4_000)}`);
  } else if (word === 'COPY') copy(rest, inside, around);
  else if (word === 'ENV') image.env.push(...rest.split(' '));
  else if (word === 'USER') image.user = rest;
  else if (word === 'VOLUME') image.volumes.push(rest);
  else if (word === 'CMD') image.command = JSON.parse(rest);
  else if (word === 'HEALTHCHECK') image.health = JSON.parse(rest.slice(rest.indexOf(' CMD ') + 5));
  else if (word !== 'EXPOSE' && word !== 'STOPSIGNAL') throw new Error(`a step nobody here knows: ${word}`);
}

function copy(rest: string, inside: (path: string) => string, { stages, context }: Around): void {
  if (rest === '. .') {
    context(inside('.'));
    return;
  }
  const words = rest.split(' ');
  const from = stages.get(/^--from=(\w+)$/.exec(words[0] ?? '')?.[1] ?? '');
  if (from === undefined) throw new Error(`COPY ${rest}: from where?`);
  const to = words.at(-1) ?? '';
  for (const path of words.slice(1, -1)) {
    const target = inside(to);
    mkdirSync(join(target, '..'), { recursive: true });
    // A folder's content goes under the new name; a file goes into the folder.
    const single = to.endsWith('/');
    execFileSync('cp', ['-a', ...(single ? [] : ['-T']), join(from.machine.root, path), target]);
  }
}
