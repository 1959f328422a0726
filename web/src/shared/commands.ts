/**
 * The one list of what the keyboard can do in the console. `?`, the palette and the keys drawn on buttons are read from
 * it; a screen says with `useCommand` that it can do one now, and what nobody can do now is not offered.
 */
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { MessageKey } from './i18n.ts';

/** `mod`: Ctrl, or the key with that task on a Mac. Two keys with a blank between: one after the other. */
type Chord = string;
export type CommandGroup = 'request' | 'list' | 'go' | 'everywhere';
type Command = {
  readonly words: MessageKey;
  readonly group: CommandGroup;
  readonly keys: readonly Chord[];
  /** Moving about and writing are done where one is; nobody looks them up in the palette. */
  readonly onlyKeys?: true;
};

const given = <const Id extends string>(commands: Record<Id, Command>): Readonly<Record<Id, Command>> => commands;

export const COMMANDS = given({
  reply: { words: 'console.command.reply', group: 'request', keys: ['r'] },
  note: { words: 'console.command.note', group: 'request', keys: ['i'] },
  assign: { words: 'console.command.assign', group: 'request', keys: ['a'] },
  'assign-me': { words: 'console.command.assign-me', group: 'request', keys: ['shift+a'] },
  resolve: { words: 'console.command.resolve', group: 'request', keys: ['e'] },
  state: { words: 'console.command.state', group: 'request', keys: ['s'] },
  send: { words: 'console.command.send', group: 'request', keys: ['mod+enter'], onlyKeys: true },
  next: { words: 'console.command.next', group: 'list', keys: ['j', 'arrowdown'], onlyKeys: true },
  previous: { words: 'console.command.previous', group: 'list', keys: ['k', 'arrowup'], onlyKeys: true },
  open: { words: 'console.command.open', group: 'list', keys: ['enter'], onlyKeys: true },
  back: { words: 'console.command.back', group: 'list', keys: ['escape'], onlyKeys: true },
  select: { words: 'console.command.select', group: 'list', keys: ['x'], onlyKeys: true },
  search: { words: 'console.command.search', group: 'list', keys: ['/'] },
  form: { words: 'console.command.form', group: 'list', keys: ['v'] },
  'go-mine': { words: 'console.view.mine', group: 'go', keys: ['g m'] },
  'go-unassigned': { words: 'console.view.unassigned', group: 'go', keys: ['g s'] },
  'go-today': { words: 'console.view.due-today', group: 'go', keys: ['g h'] },
  'go-waiting': { words: 'console.view.waiting', group: 'go', keys: ['g e'] },
  'go-urgency': { words: 'console.view.urgency', group: 'go', keys: ['g u'] },
  'go-team': { words: 'console.view.team', group: 'go', keys: ['g q'] },
  'go-all': { words: 'console.view.all', group: 'go', keys: ['g a'] },
  palette: { words: 'console.command.palette', group: 'everywhere', keys: ['mod+k'], onlyKeys: true },
  file: { words: 'console.command.file', group: 'everywhere', keys: ['n'] },
  undo: { words: 'console.command.undo', group: 'everywhere', keys: ['z', 'mod+z'] },
  shortcuts: { words: 'console.command.shortcuts', group: 'everywhere', keys: ['?'] },
});
export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

type Run = () => void;
const offered = new Map<CommandId, Run[]>();
const listeners = new Set<() => void>();
let version = 0;

function changed(): void {
  version += 1;
  for (const listener of listeners) listener();
}

/** The one offered last is the one done: a window over a page may take a command of the page for itself. */
export function offerCommand(id: CommandId, run: Run): () => void {
  offered.set(id, [...(offered.get(id) ?? []), run]);
  changed();
  return () => {
    offered.set(
      id,
      (offered.get(id) ?? []).filter((each) => each !== run),
    );
    changed();
  };
}

export const canRun = (id: CommandId): boolean => (offered.get(id)?.length ?? 0) > 0;

/** False: nobody can do it now. */
export function runCommand(id: CommandId): boolean {
  const run = offered.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

/** Offers the command while this is on screen and `run` is there. */
export function useCommand(id: CommandId, run: Run | null): void {
  const latest = useRef(run);
  latest.current = run;
  const isOn = run !== null;
  // Before it is painted: what one sees may be done by its key at once.
  useLayoutEffect(() => (isOn ? offerCommand(id, () => latest.current?.()) : undefined), [id, isOn]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The commands that can be done now, in the order of the list; again whenever that changes. */
export function useOffered(): readonly CommandId[] {
  useSyncExternalStore(subscribe, () => version);
  return COMMAND_IDS.filter(canRun);
}
