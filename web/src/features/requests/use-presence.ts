/** Who else of the desk looks at this request, and that this person does: said every few seconds while the page is on screen. */
import { useEffect, useRef, useState } from 'react';
import { type Presence, showPresence } from '#contract/live.ts';
import { call } from '#web/shared/client.ts';
import { onSignal } from '#web/shared/live/state.ts';

const EVERY_MS = 15_000;
/** Whoever typed within this is writing. */
const WRITING_MS = 8_000;

type Standing = 'looking' | 'writing' | 'gone';
type Given = { id: string; on: boolean; text: string };

/** What the stream says of who looks at this request; null when it speaks of something else. */
function peopleIn(data: unknown, id: string): readonly Presence[] | null {
  if (typeof data !== 'object' || data === null || !('requestId' in data) || data.requestId !== id) return null;
  const { people } = data as { people?: unknown };
  return Array.isArray(people) ? people : null;
}

/** `text`: what is being written; each change of it is a sign of writing. */
export function usePresence({ id, on, text }: Given): readonly Presence[] {
  const [people, setPeople] = useState<readonly Presence[]>([]);
  const typedAt = useRef(0);
  const says = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (!on) return;
    let said: Standing | null = null;
    let left = false;
    const say = (state: Standing) => {
      said = state;
      const leaving = state === 'gone' ? { leaving: true as const } : {};
      call(showPresence, { params: { id }, body: { state }, ...leaving })
        .then((answer) => !left && state !== 'gone' && setPeople(answer.people))
        // Not known for a while is no trouble of anybody's.
        .catch(() => undefined);
    };
    const now = (): Standing => (Date.now() - typedAt.current < WRITING_MS ? 'writing' : 'looking');
    const tick = () => document.visibilityState === 'visible' && say(now());
    const change = () => now() !== said && tick();
    const leave = () => said !== null && said !== 'gone' && say('gone');
    says.current = change;
    tick();
    const timers = [setInterval(tick, EVERY_MS), setInterval(change, WRITING_MS / 4)];
    const stopHearing = onSignal(({ name, data }) => {
      const heard = name === 'presence' ? peopleIn(data, id) : null;
      if (heard !== null) setPeople(heard);
    });
    document.addEventListener('visibilitychange', change);
    window.addEventListener('pagehide', leave);
    return () => {
      left = true;
      for (const timer of timers) clearInterval(timer);
      stopHearing();
      document.removeEventListener('visibilitychange', change);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, on]);

  const before = useRef(text);
  useEffect(() => {
    if (text === before.current) return;
    // An emptied box was sent or given up: its writer only looks now.
    typedAt.current = text === '' ? 0 : Date.now();
    before.current = text;
    says.current();
  }, [text]);
  return people;
}
