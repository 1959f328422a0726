/**
 * A copy on the server of what is being written in a request: another machine, or a session that ended, finds it again.
 * The copy on this machine stays the first to be asked, and the only one while the server is away.
 */
import { useEffect, useRef, useState } from 'react';
import { readReplyDrafts, saveReplyDraft } from '#contract/reply-drafts.ts';
import type { RequestView } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import type { Box, Reply } from './use-reply.ts';

const REST_MS = 1200;

/** Of both boxes at once; nothing where the server cannot say. */
const read = (id: string) => call(readReplyDrafts, { params: { id } }).catch(() => ({ reply: null, note: null }));

/** Puts back what the server kept, into boxes that are empty here. */
export function useKeptOnServer(view: RequestView, boxes: Readonly<Record<Box, Reply>>): void {
  const latest = useRef(boxes);
  latest.current = boxes;
  const { id } = view;
  useEffect(() => {
    let left = false;
    void read(id).then((kept) => {
      if (left) return;
      for (const box of ['reply', 'note'] as const) {
        const { text, pending, write } = latest.current[box];
        const found = kept[box]?.text ?? '';
        if (text === '' && pending === null && found !== '') write(found);
      }
    });
    return () => {
      left = true;
    };
  }, [id]);
}

type Draft = { id: string; kind: Box; text: string; through: number };

const save = ({ id, ...body }: Draft, leaving: boolean) =>
  call(saveReplyDraft, { params: { id }, body, ...(leaving ? { leaving: true as const } : {}) });

/** Sends the text to be kept whenever the keys rest; true while what is on screen is kept there. */
export function useServerDraft(view: RequestView, kind: Box, { text, pending }: Reply): boolean {
  const through = view.timeline.at(-1)?.sequence ?? 0;
  const { id } = view;
  const sent = useRef<string | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  const now = useRef<Draft>({ id, kind, text, through });
  now.current = { id, kind, text, through };
  const isUnsaved = () => sent.current !== null && sent.current !== now.current.text;
  useEffect(() => {
    // On its way as a message: the server ends the draft by itself.
    if (pending !== null) {
      sent.current = '';
      return;
    }
    // Nothing was typed yet on this page: what stands there came from a copy.
    sent.current ??= text;
    if (sent.current === text) return;
    const timer = setTimeout(() => {
      const given = now.current;
      sent.current = given.text;
      save(given, false).then(
        ({ savedAt }) => setKept(savedAt === null ? null : given.text),
        () => undefined,
      );
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, pending]);
  const unsaved = useRef(isUnsaved);
  unsaved.current = isUnsaved;
  useEffect(
    () => () => {
      if (unsaved.current()) void save(now.current, true).catch(() => undefined);
    },
    [],
  );
  return text !== '' && kept === text;
}
