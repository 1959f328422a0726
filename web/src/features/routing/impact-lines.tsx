/** What a change of the rules would have moved, and why it is made: seen before anything is saved. */
import { Link } from '@tanstack/react-router';
import type { RoutingImpact } from '#contract/routing.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

export function ImpactLines({ impact }: { impact: RoutingImpact }) {
  const t = useT();
  const locale = useLocale();
  const { of, moved, days, caught, samples } = impact;
  const named = (name: RoutingImpact['samples'][number]['from']) =>
    name === null ? t('rules.impact.nobody') : local(name, locale);
  return (
    <Notice kind={moved > 0 ? 'warning' : 'info'} role="status">
      {of === 0
        ? t('rules.impact.none', { days })
        : t(moved === 0 ? 'rules.impact.same' : 'rules.impact.moved', { of, days, moved })}{' '}
      {caught === null || of === 0 ? null : t('rules.impact.caught', { caught })}{' '}
      {caught === 0 && of > 0 ? t('rules.impact.shadowed') : null}
      {samples.length > 0 ? (
        <>
          <p className="rule-samples__title">{t('rules.impact.samples')}</p>
          <ul className="rule-samples">
            {samples.map((sample) => (
              <li key={sample.ref}>
                <Link to="/atencion/$ref" params={{ ref: sample.ref }} target="_blank">
                  {sample.folio}
                </Link>{' '}
                <span className="sub">
                  {sample.subject}: {t('rules.impact.from-to', { from: named(sample.from), to: named(sample.to) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="sub small">{t('rules.impact.now')}</p>
    </Notice>
  );
}

export function ReasonField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (next: string) => void;
  error: string | null;
}) {
  const t = useT();
  return (
    <Field id="rule-reason" label={t('rules.field.reason')} hint={t('rules.field.reason-hint')} error={error}>
      {(wired) => (
        <TextArea
          {...wired}
          rows={2}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
