/** Instants as the local minutes of the institution's zone that a date field holds, and back. Pure. */

const made = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const known = made.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts });
  made.set(timeZone, known);
  return known;
}

/** "2026-11-23T10:30"; empty for none. */
export const toLocal = (iso: string | null, timeZone: string): string =>
  iso === null ? '' : formatter(timeZone).format(new Date(iso)).replace(' ', 'T');

const WRITTEN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The instant of a local minute, ISO; null for none or what is no date. In an hour that comes twice, the first. */
export function fromLocal(local: string, timeZone: string): string | null {
  const guess = WRITTEN.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(guess)) return null;
  const shown = (at: number) => Date.parse(`${toLocal(new Date(at).toISOString(), timeZone)}:00Z`);
  const first = guess - (shown(guess) - guess);
  return new Date(first - (shown(first) - guess)).toISOString();
}
