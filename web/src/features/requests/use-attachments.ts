/** The files of one message or request, for the page that shows them. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { AttachmentTray } from './attachment-tray.ts';

/** `onReady` hears of every change in the files the server has. */
export function useAttachments(start: readonly AttachmentView[], onReady?: (ready: AttachmentView[]) => void) {
  const t = useT();
  const limits = useInstitution();
  const [tray] = useState(() => new AttachmentTray(start, { t, limits, onReady }));
  tray.around = { t, limits, onReady };
  const items = useSyncExternalStore(tray.subscribe, tray.read);
  useEffect(() => {
    const leave = tray.follow();
    window.addEventListener('online', tray.retryCut);
    return () => {
      leave();
      window.removeEventListener('online', tray.retryCut);
    };
  }, [tray]);
  const { add, remove, retry, ready, settle, reset, restore } = tray;
  return useMemo(
    () => ({ items, add, remove, retry, ready, settle, reset, restore }),
    [items, add, remove, retry, ready, settle, reset, restore],
  );
}

export type Attachments = ReturnType<typeof useAttachments>;
