/** Taking the changes over, following how far it has come, stopping it, and what came of it. */
import type { PayrollDetail } from '#contract/payroll.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useStartPayroll, useStopPayroll } from './payroll-queries.ts';

export function PayrollRun({ payroll }: { payroll: PayrollDetail }) {
  const t = useT();
  const { id, state, counts, version } = payroll;
  const starting = useStartPayroll(id);
  const stopping = useStopPayroll(id);
  const error = starting.error ?? stopping.error;
  const all = counts.done + counts.change;
  return (
    <section className="card card__body arr-form" aria-labelledby="pay-run-title">
      <h2 id="pay-run-title">{t('payrolls.run')}</h2>
      {error === null ? null : (
        <Notice kind="problem" role="alert">
          {faultText(t, error)}
        </Notice>
      )}
      {state === 'running' ? (
        <>
          <p id="pay-progress" role="status">
            {t('payrolls.running', { done: counts.done, all })}
          </p>
          <progress
            className="arr-progress"
            aria-labelledby="pay-progress"
            value={counts.done}
            max={Math.max(all, 1)}
          />
          <p className="sub">{t('arrivals.leave')}</p>
          <div className="row row--wrap">
            <Button busy={stopping.isPending} onClick={() => stopping.mutate()}>
              {t('arrivals.stop')}
            </Button>
          </div>
        </>
      ) : null}
      {state === 'done' ? (
        <Notice kind={counts.fault > 0 ? 'warning' : 'good'} role="status">
          {t('payrolls.over', { done: counts.done, fault: counts.fault })}
        </Notice>
      ) : null}
      {state === 'looked' || state === 'stopped' ? (
        <>
          <p>{t(counts.change > 0 ? 'payrolls.will' : 'payrolls.nothing')}</p>
          {counts.change > 0 ? (
            <div className="row row--wrap">
              <Button kind="primary" busy={starting.isPending} onClick={() => starting.mutate({ version })}>
                {t(state === 'stopped' ? 'arrivals.go-on' : 'payrolls.start', { count: counts.change })}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
    </section>
  );
}
