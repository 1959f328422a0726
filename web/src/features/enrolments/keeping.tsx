/** Whether what is written is kept, in words; what to do where somebody else was first. */
import { useState } from 'react';
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import type { Writer } from './use-writing.ts';

export function Kept({ writer: { phase } }: { writer: Writer }) {
  const t = useT();
  const moments = useMoments();
  if (phase.kind === 'stale' || phase.kind === 'refused') return null;
  return (
    <span className="alta-kept">
      {phase.kind === 'kept' ? (
        <>
          <IconCheck /> {t('enrolments.kept.at', { at: moments.since(phase.at) })}
        </>
      ) : (
        t(`enrolments.kept.${phase.kind}`)
      )}
    </span>
  );
}

export function KeepingTrouble({ writer }: { writer: Writer }) {
  const t = useT();
  const [failed, fail] = useState<unknown>(null);
  const { phase } = writer;
  const run = (act: () => Promise<void>) => {
    fail(null);
    act().catch(fail);
  };
  if (phase.kind === 'offline')
    return (
      <Notice kind="warning" role="status">
        {t('enrolments.kept.offline-text')}
      </Notice>
    );
  if (phase.kind === 'refused')
    return (
      <Notice
        kind="problem"
        role="alert"
        action={
          <Button small onClick={() => run(async () => void (await writer.saver.flush()))}>
            {t('enrolments.kept.again')}
          </Button>
        }
      >
        {faultText(t, phase.error)} {t('enrolments.kept.refused-text')}
      </Notice>
    );
  if (phase.kind !== 'stale') return null;
  return (
    <Notice
      kind="warning"
      role="alert"
      title={whoWasFirst(t, phase.error)}
      action={
        <span className="row row--wrap">
          <Button small onClick={() => run(writer.keepMine)}>
            {t('enrolments.kept.mine')}
          </Button>
          <Button small onClick={() => run(writer.takeTheirs)}>
            {t('enrolments.kept.theirs')}
          </Button>
        </span>
      }
    >
      {t('enrolments.kept.stale-text')} {failed === null ? null : faultText(t, failed)}
    </Notice>
  );
}
