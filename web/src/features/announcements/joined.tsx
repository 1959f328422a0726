/** Requests that report this outage: how many, and the way to them. */
import { useQuery } from '@tanstack/react-query';
import type { AnnouncementView } from '#contract/announcements.ts';
import { readOutage } from '#contract/outages.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

export function Joined({ one }: { one: AnnouncementView }) {
  const t = useT();
  const isTold = one.kind === 'outage' && (one.standing === 'shown' || one.standing === 'ended');
  const counts = useQuery({
    queryKey: ['outages', one.id],
    queryFn: ({ signal }) => call(readOutage, { params: { id: one.id }, signal }),
    enabled: isTold,
    staleTime: 0,
    retry: false,
  }).data?.requests;
  if (!isTold || counts === undefined) return null;
  return (
    <Notice
      kind={counts.open > 0 && one.standing === 'ended' ? 'warning' : 'info'}
      action={
        counts.total === 0 ? null : (
          <LinkButton
            small
            to="/atencion"
            search={{ vista: 'all', falla: one.id, ...(counts.open === 0 ? { estado: 'all' } : {}) } as never}
          >
            {t('announcing.joined.see')}
          </LinkButton>
        )
      }
    >
      {t('announcing.joined', { total: counts.total, open: counts.open })}
    </Notice>
  );
}
