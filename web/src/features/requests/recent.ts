/** The requests somebody opened last, for the palette: on this machine, gone when they sign out. */
import type { RequestView } from '#contract/requests.ts';
import { keepWork, readWork, workKey } from './local-work.ts';
import type { Place } from './palette-options.ts';
import { refOf } from './words.ts';

const MOST = 6;

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'path' in value && 'words' in value;

export function recentOf(personId: string): Place[] {
  const kept = readWork(workKey(personId, 'recent'));
  return Array.isArray(kept) ? kept.filter(isPlace).slice(0, MOST) : [];
}

export function rememberOpened(personId: string, view: RequestView): void {
  const place = { path: `/atencion/${refOf(view)}`, words: `${view.folio} · ${view.subject}` };
  const others = recentOf(personId).filter(({ path }) => path !== place.path);
  keepWork(workKey(personId, 'recent'), [place, ...others].slice(0, MOST));
}
