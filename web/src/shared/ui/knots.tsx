/** The life of a request as a line with knots; on a phone the knots, and the present step in words. */
import { useT } from '#web/shared/i18n.ts';

export type Knot = { key: string; label: string; note?: string; status: 'done' | 'here' | 'waiting' | 'ahead' };

export function Knots({ steps }: { steps: Knot[] }) {
  const t = useT();
  const at = steps.findIndex((step) => step.status === 'here' || step.status === 'waiting');
  const here = steps[at];
  return (
    <>
      <ol className="knots" aria-label={t('common.knots.label')}>
        {steps.map((step, index) => (
          <li key={step.key} className={step.status} aria-current={index === at ? 'step' : undefined}>
            <span className="knot" aria-hidden="true" />
            <strong>{step.label}</strong>
            {step.status === 'done' ? <span className="visually-hidden">{t('common.knots.done')} </span> : null}
            {step.note}
          </li>
        ))}
      </ol>
      {here ? (
        <p className="knots__now phone-only" aria-hidden="true">
          <span className="small sub">{t('common.knots.step', { n: at + 1, of: steps.length })}</span>
          <br />
          <b>{here.label}</b>
          {here.note ? ` · ${here.note}` : null}
        </p>
      ) : null}
    </>
  );
}
