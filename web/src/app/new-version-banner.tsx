/** Offers the new version while the old one still works: nobody is torn from what they write. */
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconRefresh } from '#web/shared/ui/icons.tsx';
import { useNewVersion } from './new-version.ts';

export function NewVersionBanner() {
  const t = useT();
  const isNew = useNewVersion();
  return (
    <div role="status">
      {isNew ? (
        <p className="banner c-maya">
          <IconRefresh />
          <span className="grow">
            <strong>{t('common.version.title')}</strong> {t('common.version.text')}
          </span>
          <Button small onClick={() => location.reload()}>
            {t('common.version.reload')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
