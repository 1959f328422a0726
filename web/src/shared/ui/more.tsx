/** The next page of a list. */
import { useT } from '#web/shared/i18n.ts';
import { Button } from './button.tsx';
import { IconChevronDown } from './icons.tsx';

export function More({ onMore, busy }: { onMore(): void; busy: boolean }) {
  const t = useT();
  return (
    <div className="more">
      <Button icon={<IconChevronDown />} busy={busy} onClick={onMore}>
        {t('common.more')}
      </Button>
    </div>
  );
}
