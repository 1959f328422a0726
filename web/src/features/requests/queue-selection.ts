/** Which rows of the list are chosen to act on together; what leaves the list leaves the choice. */
import { useCallback, useRef, useState } from 'react';
import type { RequestSummary } from '#contract/requests.ts';

export type Selection = {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
  /** From the one chosen last to this one, as Shift does. */
  through(id: string): void;
  /** A press on its box; the same function as long as the list lives. */
  press(id: string, through: boolean): void;
  all(on: boolean): void;
  /** Of these, those that the list holds; the same function as long as it lives. */
  these(ids: readonly string[]): void;
  clear(): void;
};

type Named = { givenNames: string; firstSurname: string; secondSurname: string };

/**
 * Does somebody else attend it? A row says who by name alone, whole or, just taken here, without the second surname;
 * where two people have the same name the server still asks.
 */
export function isColleagues({ agentName }: Pick<RequestSummary, 'agentName'>, me: Named): boolean {
  const short = `${me.givenNames} ${me.firstSurname}`;
  return agentName !== null && agentName !== short && agentName !== `${short} ${me.secondSurname}`.trim();
}

export function useSelection(items: readonly RequestSummary[]): Selection {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set<string>());
  const last = useRef<string | null>(null);
  const ids = new Set<string>(items.flatMap(({ id }) => (chosen.has(id) ? [id] : [])));
  const toggle = (id: string) => {
    last.current = id;
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const through = (id: string) => {
    const [from, to] = [items.findIndex((each) => each.id === last.current), items.findIndex((each) => each.id === id)];
    if (from < 0 || to < 0) return toggle(id);
    const range = items.slice(Math.min(from, to), Math.max(from, to) + 1);
    choose(new Set([...ids, ...range.map((each) => each.id)]));
    last.current = id;
  };
  const latest = useRef({ toggle, through });
  latest.current = { toggle, through };
  const press = useCallback((id: string, isThrough: boolean) => {
    if (isThrough) latest.current.through(id);
    else latest.current.toggle(id);
  }, []);
  const these = useCallback((wanted: readonly string[]) => choose(new Set(wanted)), []);
  return {
    press,
    these,
    ids,
    toggle,
    through,
    all: (on) => choose(on ? new Set(items.map(({ id }) => id)) : new Set()),
    clear: () => choose(new Set()),
  };
}
