/** Small and quiet, and only while nobody tells this page of changes although somebody should. */
import { useSyncExternalStore } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { IconRefresh } from '#web/shared/ui/icons.tsx';
import { useLiveState } from './state.ts';

function watchNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

export function LiveMark() {
  const t = useT();
  const state = useLiveState();
  // A network that is cut has its own banner.
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const shown = state === 'polling' && online;
  return (
    <span role="status" className="live-mark" title={shown ? t('common.live.polling') : undefined}>
      {shown ? (
        <>
          <IconRefresh />
          <span className="visually-hidden">{t('common.live.polling')}</span>
        </>
      ) : null}
    </span>
  );
}
