/** The key of a command, drawn beside its words; said to the ear by `aria-keyshortcuts`. */
import { COMMANDS, type CommandId } from '#web/shared/commands.ts';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { isSingle, useSingleKeys } from '#web/shared/keys.ts';

const NAMES = {
  mod: 'console.key.ctrl',
  enter: 'console.key.enter',
  escape: 'console.key.escape',
} as const;
const SIGNS: Readonly<Record<string, string>> = { shift: '⇧', arrowdown: '↓', arrowup: '↑' };
const ARIA: Readonly<Record<string, string>> = {
  mod: 'Control',
  shift: 'Shift',
  enter: 'Enter',
  escape: 'Escape',
  arrowdown: 'ArrowDown',
  arrowup: 'ArrowUp',
};

const nameOf = (t: Translate, part: string): string =>
  part in NAMES ? t(NAMES[part as keyof typeof NAMES]) : (SIGNS[part] ?? part.toUpperCase());

/** "g m" → ["G", "M"]; "mod+k" → ["Ctrl", "K"]. */
export const keyNames = (t: Translate, chord: string): string[] => chord.split(/[ +]/).map((part) => nameOf(t, part));

/** For the button that does the same; none where such keys are off. */
export function useKeyShortcut(id: CommandId): string | undefined {
  const on = useSingleKeys();
  const chord = COMMANDS[id].keys[0];
  if (chord === undefined || chord.includes(' ') || (isSingle(chord) && !on)) return undefined;
  return chord
    .split('+')
    .map((part) => ARIA[part] ?? part.toUpperCase())
    .join('+');
}

export function Chord({ chord }: { chord: string }) {
  const t = useT();
  return (
    <span className="keys">
      {keyNames(t, chord).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}

/** The first key of a command; nothing where keys alone are turned off. */
export function Keys({ of }: { of: CommandId }) {
  const on = useSingleKeys();
  const chord = COMMANDS[of].keys[0];
  if (chord === undefined || (isSingle(chord) && !on)) return null;
  return (
    <span className="keys-beside" aria-hidden="true">
      <Chord chord={chord} />
    </span>
  );
}
