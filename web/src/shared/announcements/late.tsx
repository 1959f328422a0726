/**
 * Notices of the desk on every page, while filing and at the door: all of it comes after the page, which loads no more than
 * this for it. A part that does not come is asked for again.
 */
import type { QueryClient } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import type { Choice } from './touching.ts';

const AGAIN_MS = 10_000;

async function untilThere<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

export function late<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  meanwhile: ReactNode = null,
) {
  const Late = lazy(() => untilThere(load)) as unknown as ComponentType<Props>;
  return (given: Props) => (
    <Suspense fallback={meanwhile}>
      <Late {...given} />
    </Suspense>
  );
}

export const Announcements = late(() => import('./above.tsx'));
export const KnownTrouble = late<{ choice: Choice }>(() => import('./known.tsx'));

const door = () => import('./door.tsx');
export const AtTheDoor = late(door);
/** Asks before the page is drawn, so that nothing moves under who signs in. */
export const askAtTheDoor = async (client: QueryClient): Promise<void> => (await door()).ask(client);
