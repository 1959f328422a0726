/** For who asked: that others report the same, and that nothing is asked of them. */
import { type RequestView, STATE_GROUPS } from '#contract/requests.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

const OPEN: readonly string[] = STATE_GROUPS.open;

export function OutageNotice({ view }: { view: RequestView }) {
  const t = useT();
  const locale = useLocale();
  const { outage } = view;
  if (outage === null || !OPEN.includes(view.state)) return null;
  const words = { title: local(outage.title, locale), count: outage.people ?? 0 };
  return (
    <Notice kind="info" title={t('requests.outage.title')}>
      {t(outage.endedAt === null ? 'requests.outage.text' : 'requests.outage.over', words)}
    </Notice>
  );
}
