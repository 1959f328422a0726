/** Said while the browser knows it has no network, and gone when it comes back. */
import { useSyncExternalStore } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { IconOffline } from './icons.tsx';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

export function OfflineBanner() {
  const t = useT();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {online ? null : (
        <p className="banner c-jaca">
          <IconOffline />
          <span>
            <strong>{t('common.offline.title')}</strong> {t('common.offline.text')}
          </span>
        </p>
      )}
    </div>
  );
}
