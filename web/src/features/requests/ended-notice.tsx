/** At the end of a request nobody writes in any more. */
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

/** Nothing more can be written here: says so and where to go on. */
export function EndedNotice({ view }: { view: RequestView }) {
  const t = useT();
  if (view.can.message || view.can.accept || view.can.reopen || view.timeline.length === 0) return null;
  return (
    <Notice
      kind="info"
      action={
        <LinkButton small to="/solicitudes/nueva">
          {t('requests.ended.another')}
        </LinkButton>
      }
    >
      {t('requests.detail.ended')}
    </Notice>
  );
}
