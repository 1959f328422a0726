/** One box for words; what is typed is looked for 300 ms after the last key. */
import { useEffect, useRef, useState } from 'react';
import { TextInput } from './field.tsx';
import { IconSearch } from './icons.tsx';

const PAUSE = 300;
const MOST = 120;

type Props = { q: string; label: string; hint?: string; className?: string; onSearch: (q: string) => void };

/** Of an address: what of it is looked for. */
export const searched = (q: unknown): string => (typeof q === 'string' ? q.slice(0, MOST) : '');

export function SearchBox({ q, label, hint = label, className = '', onSearch }: Props) {
  const [typed, setTyped] = useState(q);
  const last = useRef(q);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    // Back, or "Quitar filtros", changed it from outside.
    if (q !== last.current) setTyped(q);
    last.current = q;
  }, [q]);
  useEffect(() => {
    if (typed === last.current) return;
    const timer = setTimeout(() => {
      last.current = typed;
      search.current(typed);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className={`input-with ${className}`}>
      <IconSearch />
      <TextInput
        type="search"
        aria-label={label}
        placeholder={hint}
        value={typed}
        maxLength={MOST}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}
