/** One to five in one press. Buttons, not radios: an arrow key that passes over a figure must not say it. */
import '#web/styles/score.css';
import { useT } from '#web/shared/i18n.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

type Props = { label: string; value: number | null; busy?: boolean; onChoose: (score: number) => void };

export function Score({ label, value, busy = false, onChoose }: Props) {
  const t = useT();
  return (
    <fieldset className="score">
      <legend className="visually-hidden">{label}</legend>
      {SCORES.map((score) => (
        <button
          key={score}
          type="button"
          className="score__step"
          aria-pressed={score === value}
          aria-label={t('common.score.step', { score })}
          disabled={busy}
          onClick={() => onChoose(score)}
        >
          {score}
        </button>
      ))}
      <span className="score__ends" aria-hidden="true">
        <span>{t('common.score.least')}</span>
        <span>{t('common.score.most')}</span>
      </span>
    </fieldset>
  );
}
