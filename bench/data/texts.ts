/** What people write to the desk, put together from the pieces of `words.json`. */
import { at, type Chance } from './chance.ts';
import words from './words.json' with { type: 'json' };

/** Text at even places, names of slots at odd ones. */
type Template = readonly string[];

const slots: Readonly<Record<string, readonly string[]>> = words.slots;
const compile = (list: readonly string[]): Template[] => list.map((text) => text.split(/[{}]/));
const compileAll = (lists: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, Template[]> =>
  new Map(Object.entries(lists).map(([name, list]) => [name, compile(list)]));

const subjects = compileAll(words.subjects);
const said = compileAll(words.said);
const openings = compile(words.openings);
const closings = compile(words.closings);
const bodies = compile([...words.details, ...words.impacts]);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function fill(chance: Chance, template: Template): string {
  let text = at(template, 0);
  for (let slot = 1; slot < template.length; slot += 2) {
    text += chance.pick(slots[at(template, slot)] ?? []) + at(template, slot + 1);
  }
  return capital(text.replace(/ de el /g, ' del ').replace(/ a el /g, ' al '));
}

const named = (lists: ReadonlyMap<string, Template[]>, name: string): Template[] => {
  const list = lists.get(name);
  if (list === undefined) throw new Error(`no words for ${name}`);
  return list;
};

/** 20 to 110 characters, of what the service is about. */
export const subjectOf = (chance: Chance, serviceCode: string | null): string =>
  fill(chance, chance.pick(named(subjects, serviceCode !== null && subjects.has(serviceCode) ? serviceCode : 'other')));

/** 60 to 1,500 characters, log-normal: most in a few lines, some with their whole story. */
export function descriptionOf(chance: Chance): string {
  const wanted = Math.min(1_500, Math.max(60, chance.logNormal(240, 0.75)));
  const closing = fill(chance, chance.pick(closings));
  let text = fill(chance, chance.pick(openings));
  while (text.length + closing.length + 1 < wanted || text.length < 60) {
    const next = fill(chance, chance.pick(bodies));
    if (text.length + next.length + closing.length + 2 > 1_500) break;
    text += (chance.is(0.15) ? '\n' : ' ') + next;
  }
  return `${text} ${closing}`;
}

export type Said = keyof typeof words.said;

/** A message of that kind, of one to three sentences. */
export function messageOf(chance: Chance, kind: Said): string {
  const list = named(said, kind);
  let text = fill(chance, chance.pick(list));
  while (text.length < 400 && chance.is(0.3)) text += ` ${fill(chance, chance.pick(list))}`;
  return text;
}

export const thirdParty = (chance: Chance): string => chance.pick(slots.quien ?? []);
export const fileName = (chance: Chance): string => chance.pick(words.files);
