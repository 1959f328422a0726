/** What became of the draft: when it was saved and where; that one was found again. */
import { useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Saved } from './draft-keeper.ts';
import { useMoments } from './use-moments.ts';

export function DraftStatus({ saved }: { saved: Saved }) {
  const t = useT();
  const moments = useMoments();
  if (saved === null) return null;
  const at = moments.time(saved.at);
  return (
    <span className="rq-saved">
      <IconCheck />
      {t(saved.where === 'server' ? 'requests.draft.saved' : 'requests.draft.saved-here', { at })}
    </span>
  );
}

export function DraftFound({ at, onStartAgain }: { at: string; onStartAgain: () => void }) {
  const t = useT();
  const moments = useMoments();
  const [asking, ask] = useState(false);
  return (
    <>
      <Notice
        kind="info"
        role="status"
        action={
          <Button small onClick={() => ask(true)}>
            {t('requests.draft.start-again')}
          </Button>
        }
      >
        {t('requests.draft.found', { when: moments.when(at) })}
      </Notice>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t('requests.draft.discard-title')}
        footer={
          <>
            <Button onClick={() => ask(false)}>{t('requests.draft.keep')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                ask(false);
                onStartAgain();
              }}
            >
              {t('requests.draft.discard')}
            </Button>
          </>
        }
      >
        <p>{t('requests.draft.discard-text')}</p>
      </Dialog>
    </>
  );
}
