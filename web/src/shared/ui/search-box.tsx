/** One box for names and addresses; what is typed reaches the page's address 300 ms after the last key. */
import { useEffect, useRef, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { TextInput } from '#web/shared/ui/field.tsx';
import { IconSearch } from '#web/shared/ui/icons.tsx';

const PAUSE = 300;

export function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const t = useT();
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
    <div className="input-with admin__search">
      <IconSearch />
      <TextInput
        type="search"
        aria-label={t('setup.people.search')}
        placeholder={t('persons.search-hint')}
        value={typed}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}
