/** One box of a request's composer: the answer, or the note. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { workKey } from './local-work.ts';
import { fetchRequest, showRequest } from './queries.ts';
import { type Page, ReplyBox } from './reply-box.ts';
import { useAttachments } from './use-attachments.ts';

export type Box = 'reply' | 'note';

export function useReply(ref: string, view: RequestView, box: Box) {
  const t = useT();
  const client = useQueryClient();
  const { person } = useSession();
  const place = workKey(person.id, `${box}.${view.id}`);
  const files = useAttachments([]);
  const page: Page = {
    t,
    view,
    files,
    internal: box === 'note',
    fetch: () => fetchRequest(client, ref),
    show: (next) => void showRequest(client, ref, next),
  };
  const [reply] = useState(() => new ReplyBox(place, page));
  reply.page = page;
  const written = useSyncExternalStore(reply.subscribe, reply.read);
  useEffect(() => {
    window.addEventListener('pagehide', reply.keep);
    return () => {
      window.removeEventListener('pagehide', reply.keep);
      reply.keep();
    };
  }, [reply]);
  return { ...written, files, write: reply.write, send: reply.send, forgive: reply.forgive };
}

export type Reply = ReturnType<typeof useReply>;
