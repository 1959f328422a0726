/** The levels to choose from, each with the date it would really give and a bar to compare. None is chosen beforehand. */
import type { UrgencyCase } from '#contract/urgency.ts';
import { durationText } from '#web/shared/duration.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { useDates } from './use-dates.ts';
import { barsOf, choiceKey, inOrder } from './words.ts';

type Props = { found: UrgencyCase; value: string; error: string | null; onChange: (levelId: string) => void };

export function LevelChoices({ found, value, error, onChange }: Props) {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  const bars = barsOf(found);
  const current = found.choices.find((choice) => choice.current);
  return (
    <fieldset className="urg-choices" aria-describedby={error ? 'urg-level-error' : undefined}>
      <legend>{t('urgencies.choice')}</legend>
      {inOrder(found.choices).map((choice) => (
        <label key={choice.levelId} className={choice.levelId === value ? 'urg-choice urg-choice--on' : 'urg-choice'}>
          <input
            type="radio"
            name="level"
            value={choice.levelId}
            checked={choice.levelId === value}
            onChange={() => onChange(choice.levelId)}
            aria-invalid={error ? true : undefined}
          />
          <span className="urg-choice__name">
            <span className="clip-2">{t(choiceKey(choice, current), { level: local(choice.name, locale) })}</span>
            {choice.suggested ? <span className="urg-tag c-maya">{t('urgencies.suggested')}</span> : null}
          </span>
          <span className="urg-choice__due">{dates.when(choice.resolutionDueAt)}</span>
          <span className="urg-choice__about">
            {durationText(t, choice.resolutionMinutes)}
            {choice.firstResponseDueAt === null
              ? null
              : ` · ${t('urgencies.choice.first', { when: dates.when(choice.firstResponseDueAt) })}`}
          </span>
          <span className="urg-bar" aria-hidden="true">
            <span style={{ width: `${bars.of(choice.resolutionDueAt)}%` }} />
            <i style={{ left: `${bars.needed}%` }} />
          </span>
          <span className={choice.inTime ? 'urg-choice__fit c-jade' : 'urg-choice__fit c-grey'}>
            {t(choice.inTime ? 'urgencies.choice.in-time' : 'urgencies.choice.late')}
          </span>
        </label>
      ))}
      {error ? <FieldError id="urg-level-error">{error}</FieldError> : null}
    </fieldset>
  );
}
