/** One quiet line for whoever has not said that they read the privacy notice in force: nothing waits for it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { confirmPrivacyNotice } from '#contract/privacy.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { sessionQuery } from './queries.ts';

export default function NoticeLine({ version }: { version: number }) {
  const t = useT();
  const client = useQueryClient();
  // A newer one meanwhile, or no answer: the session says what is due, and the line stays until it is said.
  const confirm = useMutation({
    mutationFn: () => call(confirmPrivacyNotice, { body: { version } }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  return (
    <Notice
      kind="info"
      action={
        <Button small busy={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('privacy.line.done')}
        </Button>
      }
    >
      {t(version === 1 ? 'privacy.line.first' : 'privacy.line.newer')}{' '}
      <Link to="/aviso-de-privacidad">{t('privacy.line.read')}</Link>
    </Notice>
  );
}
