/** What the palette offers for what was typed: commands that can be done now, places, views and requests, best first. */
import { COMMANDS, type CommandId } from '#web/shared/commands.ts';
import { find } from '#web/shared/fuzzy.ts';
import type { MessageKey, Translate } from '#web/shared/i18n.ts';

export type PaletteOption = {
  readonly id: string;
  readonly words: string;
  readonly marks: readonly (readonly [from: number, to: number])[];
  /** Its key, drawn at the end of the line. */
  readonly chord: string | null;
  readonly does: { readonly command: CommandId } | { readonly path: string };
};
export type PaletteGroup = { readonly key: string; readonly title: string; readonly options: readonly PaletteOption[] };

export type Place = { readonly path: string; readonly words: string };
export type Offered = {
  readonly commands: readonly CommandId[];
  /** Folio of the request on screen, or null. */
  readonly folio: string | null;
  readonly places: readonly Place[];
  readonly requests: readonly Place[];
  /** Opened last, newest first: shown while nothing is typed. */
  readonly recent: readonly Place[];
};

/** A group longer than this is looked through by typing more. */
const MOST = 8;

type Candidate = Omit<PaletteOption, 'marks'>;

function ranked(typed: string, candidates: readonly Candidate[]): PaletteOption[] {
  return candidates
    .flatMap((each, order) => {
      const found = find(typed, each.words);
      return found ? [{ option: { ...each, marks: found.marks }, rank: found.rank, order }] : [];
    })
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, MOST)
    .map(({ option }) => option);
}

const ofPlace = ({ path, words }: Place): Candidate => ({ id: path, words, chord: null, does: { path } });

export function groupsFor(t: Translate, typed: string, given: Offered): PaletteGroup[] {
  const commandsOf = (...groups: string[]): Candidate[] =>
    given.commands
      .filter((id) => groups.includes(COMMANDS[id].group) && COMMANDS[id].onlyKeys !== true)
      .map((id) => ({ id, words: t(COMMANDS[id].words), chord: COMMANDS[id].keys[0] ?? null, does: { command: id } }));
  const group = (key: string, title: MessageKey, candidates: readonly Candidate[]): PaletteGroup => ({
    key,
    title: t(title, { folio: given.folio ?? '' }),
    options: ranked(typed, candidates),
  });
  const isTyped = typed.trim() !== '';
  const found = given.requests.map((place) => ({ ...ofPlace(place), marks: find(typed, place.words)?.marks ?? [] }));
  return [
    group('request', 'console.palette.request', commandsOf('request')),
    ...(isTyped ? [] : [group('recent', 'console.palette.recent', given.recent.map(ofPlace))]),
    group('go', 'console.palette.go', [...commandsOf('go'), ...given.places.map(ofPlace)]),
    group('more', 'console.palette.more', commandsOf('list', 'everywhere')),
    { key: 'requests', title: t('console.palette.requests'), options: isTyped ? found : [] },
  ].filter(({ options }) => options.length > 0);
}
