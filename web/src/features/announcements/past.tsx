/** A notice one only reads: over, withdrawn, or somebody else's to word. */
import type { AnnouncementView } from '#contract/announcements.ts';
import { Banner } from '#web/shared/announcements/banner.tsx';
import { formatDayTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Joined } from './joined.tsx';

export function Past({ one }: { one: AnnouncementView }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const when = (iso: string) => formatDayTime(new Date(iso), { timeZone, locale, now });
  const { standing, withdrawnReason, endedAt, madeBy } = one;
  const isPast = standing === 'ended' || standing === 'withdrawn';
  return (
    <div className="announcing-past">
      <Notice kind="info">
        {standing === 'withdrawn'
          ? t('announcing.was-withdrawn', { reason: withdrawnReason ?? '' })
          : isPast
            ? t('announcing.was-over', { when: when(endedAt ?? one.changedAt), count: one.followers })
            : t('announcing.not-yours')}
      </Notice>
      <Joined one={one} />
      <Banner
        told={{ ...one, begins: one.begins ?? one.changedAt, until: isPast ? (endedAt ?? one.until) : one.until }}
        over={isPast}
        whole
      />
      {madeBy === null ? null : <p className="sub small">{t('announcing.made-by', { name: madeBy })}</p>}
    </div>
  );
}
