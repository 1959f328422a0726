/** Taking an enrolment back before it is resolved; what was granted stays. */
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { ReasonDialog } from '#web/shared/reason-dialog.tsx';
import { useWithdraw } from './queries.ts';

type Props = { view: EnrolmentView; version: () => number; onClose: () => void };

export function WithdrawDialog({ view, version, onClose }: Props) {
  const t = useT();
  const act = useWithdraw(view.id);
  return (
    <ReasonDialog
      words={{
        title: t('enrolments.withdraw.title'),
        intro: t('enrolments.withdraw.text'),
        reason: t('enrolments.withdraw.reason'),
        do: t('enrolments.withdraw.do'),
        leave: t('enrolments.withdraw.leave'),
      }}
      act={act}
      onSend={(reason) => act.mutate({ version: version(), reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
