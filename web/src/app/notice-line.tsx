/** One quiet line for whoever has not said that they read the privacy notice in force: nothing waits for it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { confirmPrivacyNotice } from '#contract/privacy.ts';
import { call } from '#web/shared/client.ts';
import { formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { noticeQuery } from '#web/shared/privacy/queries.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { sessionQuery } from './queries.ts';

export default function NoticeLine({ version }: { version: number }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const client = useQueryClient();
  const notice = useQuery(noticeQuery());
  const since = notice.data?.version === version ? notice.data.appliesAt : null;
  const words =
    version === 1
      ? t('privacy.line.first')
      : since === null
        ? t('privacy.line.newer')
        : t('privacy.line.newer-day', { day: formatDay(new Date(since), { timeZone, locale, now }) });
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
      {words} <Link to="/aviso-de-privacidad">{t('privacy.line.read')}</Link>
    </Notice>
  );
}
