/** Sifting a list that is here already by what is typed; the address holds it as `q`. A short list needs no box. */
import '#web/styles/sift.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { finds } from '../forms/search-words.ts';
import { useT } from '../i18n.ts';
import { TextInput } from './field.tsx';
import { IconSearch } from './icons.tsx';

/** What fits on a window is found with the eyes. */
const SHORT = 12;
const MOST = 120;

type Sifted<Item> = {
  readonly q: string;
  /** All of it while nothing is typed. */
  readonly found: readonly Item[];
  /** Whether there is so much that a box to type in is worth its room. */
  readonly long: boolean;
};

/** `wordsOf`: everything one may find it by. */
export function useSifted<Item>(items: readonly Item[], wordsOf: (item: Item) => string): Sifted<Item> {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const long = items.length > SHORT;
  const q = long && typeof search.q === 'string' ? search.q.slice(0, MOST) : '';
  return { q, long, found: q === '' ? items : items.filter((item) => finds(q, wordsOf(item))) };
}

export function SiftBox({ of: { q, found, long }, label }: { of: Sifted<unknown>; label: string }) {
  const t = useT();
  const navigate = useNavigate();
  if (!long) return null;
  const put = (typed: string) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, q: typed || undefined }),
      replace: true,
    } as never);
  return (
    <div className="sift">
      <div className="input-with">
        <IconSearch />
        <TextInput
          type="search"
          aria-label={label}
          placeholder={label}
          value={q}
          maxLength={MOST}
          autoComplete="off"
          onChange={(event) => put(event.currentTarget.value)}
        />
      </div>
      <p className={found.length === 0 ? 'sub sift__none' : 'visually-hidden'} role="status">
        {q === ''
          ? ''
          : found.length === 0
            ? t('common.sift.nothing', { q })
            : t('common.sift.found', { count: found.length })}
      </p>
    </div>
  );
}
