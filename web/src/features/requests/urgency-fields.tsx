/** The four questions of who asks for urgency: the very ones that are read when it is decided. */
import { AFFECTED, ALTERNATIVES, MEANWHILE_MAX, STOPS_MAX } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import type { UrgencyText } from './urgency-text.ts';
import { AFFECTED_WORDS, ALTERNATIVE_WORDS } from './urgency-words.ts';

type Props = {
  value: UrgencyText;
  faults: Record<string, string>;
  /** Where these fields stand in what is sent: `urgency` or `facts`. */
  path: string;
  onChange: (patch: Partial<UrgencyText>) => void;
};

export function UrgencyFields({ value, faults, path, onChange }: Props) {
  const t = useT();
  const faultAt = (name: keyof UrgencyText) => faults[`${path}.${name}`] ?? null;
  return (
    <div className="rq-urgency">
      <Field
        id="rq-urgency-stops"
        label={t('requests.urgency.stops')}
        hint={t('requests.urgency.stops-hint')}
        error={faultAt('stops')}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            maxLength={STOPS_MAX}
            value={value.stops}
            onChange={(event) => onChange({ stops: event.currentTarget.value })}
          />
        )}
      </Field>
      <RadioRow
        id="rq-urgency-affects"
        legend={t('requests.urgency.affects')}
        value={value.affects}
        onChange={(affects) => onChange({ affects })}
        options={AFFECTED.map((each) => ({ value: each, label: t(AFFECTED_WORDS[each]) }))}
        error={faultAt('affects')}
      />
      <Field
        id="rq-urgency-neededBy"
        label={t('requests.urgency.needed-by')}
        hint={t('requests.urgency.needed-by-hint')}
        error={faultAt('neededBy')}
      >
        {(wired) => (
          <TextInput
            {...wired}
            className="rq-urgency__when"
            type="datetime-local"
            value={value.neededBy}
            onChange={(event) => onChange({ neededBy: event.currentTarget.value.slice(0, 16) })}
          />
        )}
      </Field>
      <RadioRow
        id="rq-urgency-alternative"
        legend={t('requests.urgency.alternative')}
        value={value.alternative}
        onChange={(alternative) => onChange({ alternative })}
        options={ALTERNATIVES.map((each) => ({ value: each, label: t(ALTERNATIVE_WORDS[each]) }))}
        error={faultAt('alternative')}
      />
      {value.alternative === 'another_way' || value.meanwhile !== '' ? (
        <Field id="rq-urgency-meanwhile" label={t('requests.urgency.meanwhile')} optional error={faultAt('meanwhile')}>
          {(wired) => (
            <TextInput
              {...wired}
              maxLength={MEANWHILE_MAX}
              autoComplete="off"
              value={value.meanwhile}
              onChange={(event) => onChange({ meanwhile: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
