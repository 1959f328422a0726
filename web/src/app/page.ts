/**
 * A page's own file. Where it does not come because the network or the server is away, that is said on the page and
 * tried again; the router alone would take it for a new version, reload, and lose the page to the browser's own error. Where
 * the server is there and its file is not, the page is of another version: `new-version.ts` loads it anew.
 */
import { lazyRouteComponent } from '@tanstack/react-router';
import { Unreachable } from '#web/shared/client.ts';

const isThere = (): Promise<boolean> =>
  fetch('/theme.js', { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  );

/** A file of the program did not come. */
export class NotLoaded extends Unreachable {}

/** A browser may remember that a file did not come and not ask for it again: only a new document does. */
export async function openAnew(): Promise<void> {
  if (await isThere()) location.reload();
}

/** The same of anything loaded late. */
export async function reached<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    throw (await isThere()) ? error : new NotLoaded();
  }
}

type Parts = Record<string, unknown>;

export const page = <Loaded extends Parts, Name extends keyof Loaded>(load: () => Promise<Loaded>, name: Name) =>
  lazyRouteComponent(() => reached(load), name);
