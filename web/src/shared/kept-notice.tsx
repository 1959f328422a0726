/** Says that a form holds what was typed before, and offers to begin anew. */
import { useT } from './i18n.ts';
import { Button } from './ui/button.tsx';
import { Notice } from './ui/notice.tsx';

export function KeptNotice({ show, onDrop }: { show: boolean; onDrop: () => void }) {
  const t = useT();
  if (!show) return null;
  return (
    <Notice
      kind="info"
      role="status"
      action={
        <Button small onClick={onDrop}>
          {t('common.kept.drop')}
        </Button>
      }
    >
      {t('common.kept.text')}
    </Notice>
  );
}
