/**
 * What is typed in a form outlives a reload and a session that ends in the middle: in this tab alone, by person and form,
 * until it is saved, thrown away or the person signs out. Never a password.
 */
import { type Dispatch, type SetStateAction, useContext, useEffect, useRef, useState } from 'react';
import { SessionContext } from './session.ts';

const PREFIX = 'mesa.kept.';
/** Before anybody has signed in there is only the one who sits there. */
const NOBODY = 'nobody';

type Kept<Value> = {
  value: Value;
  set: Dispatch<SetStateAction<Value>>;
  /** It came back from an earlier page, unsaved. */
  restored: boolean;
  /** Saved or thrown away: starts anew from this. */
  settle: (next: Value) => void;
};

const namesOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : typeof value;

/** What another version of the page kept, with other fields, is left. */
function read<Value>(key: string, initial: Value): Value | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return found !== null && namesOf(found) === namesOf(initial) ? (found as Value) : null;
  } catch {
    // Closed storage: the form starts empty.
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still lets the form be filled.
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** State of a form that is kept. `without` takes out what must never lie in the browser. */
export function useKept<Value>(
  form: string,
  initial: Value,
  without: (value: Value) => Value = (value) => value,
): Kept<Value> {
  const person = useContext(SessionContext)?.person.id ?? NOBODY;
  const key = `${PREFIX}${person}.${form}`;
  const [start, setStart] = useState(initial);
  const [found] = useState(() => read(key, initial));
  const [value, set] = useState<Value>(found ?? initial);
  const [restored, setRestored] = useState(found !== null);
  const clean = useRef(without);
  useEffect(() => {
    const keep = clean.current(value);
    write(key, same(keep, clean.current(start)) ? null : keep);
  }, [key, value, start]);
  const settle = (next: Value) => {
    setStart(next);
    set(next);
    setRestored(false);
  };
  return { value, set, restored: restored && !same(value, start), settle };
}

/** Another person at the same tab finds nothing of the one before. */
export function dropOthers(person: string): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${person}.`)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
}
