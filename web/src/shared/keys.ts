/**
 * Keys pressed turned into commands of the list. A key alone does nothing while somebody types, inside a window, or
 * where the person has turned such keys off (WCAG 2.1.4).
 */
import { useSyncExternalStore } from 'react';
import { COMMAND_IDS, COMMANDS, type CommandId, canRun, runCommand } from './commands.ts';

const KEPT = 'mesa.keys';
const SEQUENCE_MS = 1500;
/** They mean something of their own wherever the focus stands on a control. */
const OF_CONTROLS: readonly string[] = ['enter', 'arrowdown', 'arrowup'];
const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]';
const CONTROL = 'a, button, summary, input, [role=tab], [role=option], [role=slider]';

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** "mod+k", "shift+a", "?", "arrowdown"; a sign keeps no shift, for on each keyboard it lies elsewhere. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  if (altKey || ['Control', 'Shift', 'Meta', 'Alt', 'AltGraph', 'Dead'].includes(key)) return null;
  const name = key.toLowerCase();
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  return [ctrlKey || metaKey ? 'mod+' : '', shiftKey && !isSign ? 'shift+' : '', name].join('');
}

/** A letter or sign without Ctrl: what WCAG 2.1.4 wants to be possible to turn off. */
export const isSingle = (chord: string): boolean => chord.split(' ').every((part) => /^(shift\+)?.$/u.test(part));

const byChord = new Map<string, CommandId>(COMMAND_IDS.flatMap((id) => COMMANDS[id].keys.map((chord) => [chord, id])));
const beginsSequence = (chord: string): boolean => [...byChord.keys()].some((each) => each.startsWith(`${chord} `));

const listeners = new Set<() => void>();

/** Whether a key alone does anything on this machine. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

export function keepSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, 'off');
  } catch {
    // A browser that keeps nothing has them on.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, singleKeysOn);

const isWritten = (target: Element | null): boolean =>
  (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.value !== '';

/** Where the focus stands decides which keys are the desk's. */
function isOurs(chord: string, target: Element | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return false;
  // Where something is written, Ctrl Z takes back what was typed.
  if (chord === 'mod+z' && isWritten(target)) return false;
  if (chord.startsWith('mod+')) return true;
  if (target?.closest(TYPING)) return false;
  if (isSingle(chord)) return singleKeysOn();
  if (!OF_CONTROLS.includes(chord)) return true;
  // The arrows move in the list; anywhere else they scroll what is read.
  if (target?.closest('[data-keys=list]')) return chord !== 'enter';
  return !target?.closest(CONTROL) && (target === document.body || target === null);
}

/** Hears the keyboard of the whole page; gives how to stop. */
export function listenToKeys(): () => void {
  let before = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = () => {
    before = '';
    clearTimeout(timer);
  };
  const hear = (event: KeyboardEvent) => {
    const chord = chordOf(event);
    if (chord === null || event.defaultPrevented || (event.repeat && !/^(j|k|arrow)/.test(chord))) return;
    const target = event.target instanceof Element ? event.target : null;
    if (!isOurs(chord, target)) return forget();
    const id = byChord.get(before === '' ? chord : `${before} ${chord}`) ?? byChord.get(chord);
    const begins = before === '' && isSingle(chord) && beginsSequence(chord);
    forget();
    if (id !== undefined && canRun(id)) {
      event.preventDefault();
      runCommand(id);
    } else if (begins) {
      before = chord;
      timer = setTimeout(forget, SEQUENCE_MS);
    }
  };
  document.addEventListener('keydown', hear);
  return () => {
    forget();
    document.removeEventListener('keydown', hear);
  };
}
