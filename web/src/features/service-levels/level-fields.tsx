/** The fields of a level, in the order in which one thinks of it: what it is, what it promises, whom it calls, from when. */
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Checkbox, Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import type { Faults, LevelDraft } from './level-draft.ts';
import type { Calendars } from './queries.ts';
import { readSpan, writeSpan } from './spans.ts';

type Props = {
  value: LevelDraft;
  onChange: (next: LevelDraft) => void;
  faults: Faults;
  calendars: Calendars;
  prefix: string;
  /** Never published: it holds from the day it is. */
  isNew: boolean;
};

type Text = { [Name in keyof LevelDraft]: LevelDraft[Name] extends string ? Name : never }[keyof LevelDraft];
type Box = { name: Text; label: MessageKey; hint?: MessageKey; optional?: boolean };

const TIMES: readonly Box[] = [
  { name: 'firstResponse', label: 'levels.field.first' },
  { name: 'resolution', label: 'levels.field.resolution' },
  { name: 'nextResponse', label: 'levels.field.next', optional: true },
];

export function LevelFields(props: Props) {
  const { value, onChange, faults, calendars, prefix, isNew } = props;
  const t = useT();
  const locale = useLocale();
  return (
    <>
      <div className="adm-grid">
        <OneLine {...props} name="nameEs" label="levels.field.name" />
        <OneLine {...props} name="nameEn" label="levels.field.name-en" hint="levels.hint.name-en" optional />
        <OneLine {...props} name="code" label="levels.field.code" hint="levels.hint.code" />
        <Field id={`${prefix}-calendarId`} label={t('levels.field.calendar')} error={faults.calendarId ?? null}>
          {(wired) => (
            <Select
              {...wired}
              value={value.calendarId}
              onChange={(event) => onChange({ ...value, calendarId: event.currentTarget.value })}
            >
              {value.calendarId === '' ? <option value="">{t('levels.choose-calendar')}</option> : null}
              {calendars.map((calendar) => (
                <option key={calendar.id} value={calendar.id}>
                  {local(calendar.name, locale)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <ManyLines
        {...props}
        name="descriptionEs"
        label="levels.field.description"
        hint="levels.hint.description"
        optional
      />
      <ManyLines {...props} name="descriptionEn" label="levels.field.description-en" optional />
      <fieldset className="adm-form__group">
        <legend>{t('levels.times-title')}</legend>
        <p className="hint">{t('levels.hint.times')}</p>
        <div className="adm-grid adm-grid--three">
          {TIMES.map((box) => (
            <Time key={box.name} {...props} {...box} />
          ))}
        </div>
        <p className="hint">{t('levels.hint.next')}</p>
      </fieldset>
      <Checkbox
        label={t('levels.field.on-duty')}
        hint={t('levels.hint.on-duty')}
        checked={value.onDuty}
        onChange={(event) => onChange({ ...value, onDuty: event.currentTarget.checked })}
      />
      <fieldset className="adm-form__group">
        <legend>{t('levels.warnings-title')}</legend>
        <div className="level-warning">
          <Checkbox
            label={t('levels.field.lead')}
            checked={value.lead}
            onChange={(event) => onChange({ ...value, lead: event.currentTarget.checked })}
          />
          <OneLine {...props} name="atRisk" label="levels.field.at-risk" />
        </div>
        <Checkbox
          label={t('levels.field.owner')}
          checked={value.owner}
          onChange={(event) => onChange({ ...value, owner: event.currentTarget.checked })}
        />
        <div className="level-warning">
          <Checkbox
            label={t('levels.field.head')}
            checked={value.head}
            onChange={(event) => onChange({ ...value, head: event.currentTarget.checked })}
          />
          {value.head ? <OneLine {...props} name="headPercent" label="levels.field.head-percent" /> : null}
        </div>
      </fieldset>
      {isNew ? (
        <p className="hint">{t('levels.hint.new')}</p>
      ) : (
        <Field
          id={`${prefix}-effectiveOn`}
          label={t('levels.field.effective')}
          hint={t('levels.hint.effective')}
          optional
          error={faults.effectiveOn ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              className="level-day"
              value={value.effectiveOn}
              onChange={(event) => onChange({ ...value, effectiveOn: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function OneLine({ value, onChange, faults, prefix, name, label, hint, optional = false }: Props & Box) {
  const t = useT();
  const isNumber = name === 'atRisk' || name === 'headPercent';
  return (
    <Field
      id={`${prefix}-${name}`}
      label={t(label)}
      hint={hint && t(hint)}
      optional={optional}
      error={faults[name] ?? null}
    >
      {(wired) => (
        <TextInput
          {...wired}
          autoComplete="off"
          inputMode={isNumber ? 'numeric' : undefined}
          className={isNumber ? 'level-number' : undefined}
          value={value[name]}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function ManyLines({ value, onChange, faults, prefix, name, label, hint, optional = false }: Props & Box) {
  const t = useT();
  return (
    <Field
      id={`${prefix}-${name}`}
      label={t(label)}
      hint={hint && t(hint)}
      optional={optional}
      error={faults[name] ?? null}
    >
      {(wired) => (
        <TextArea
          {...wired}
          rows={2}
          value={value[name]}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

/** Written freely; what was understood stands under it, and on leaving the box it is written as the desk does. */
function Time({ value, onChange, faults, prefix, name, label, optional = false }: Props & Box) {
  const t = useT();
  const minutes = readSpan(value[name]);
  return (
    <Field id={`${prefix}-${name}`} label={t(label)} optional={optional} error={faults[name] ?? null}>
      {(wired) => (
        <>
          <TextInput
            {...wired}
            autoComplete="off"
            value={value[name]}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
            onBlur={() => {
              if (minutes !== null && value[name] !== writeSpan(t, minutes))
                onChange({ ...value, [name]: writeSpan(t, minutes) });
            }}
          />
          <span className="hint num">{minutes === null ? ' ' : t('levels.span.minutes', { count: minutes })}</span>
        </>
      )}
    </Field>
  );
}
