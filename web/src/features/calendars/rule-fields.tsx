/** A rule that gives days year after year: which, called how, by which article, for which years. */
import { dateTag } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Box, type BoxProps, Choice, KindCards } from './close-fields.tsx';
import { RULE_TYPES, type RuleDraft, type RuleType } from './rule-draft.ts';
import { dayName, WEEKDAYS } from './week.ts';

const TYPE_WORDS = {
  fixed: 'calendars.rule.fixed',
  'nth-weekday': 'calendars.rule.nth-weekday',
  easter: 'calendars.rule.easter',
  'fixed-every': 'calendars.rule.fixed-every',
} as const satisfies Record<RuleType, string>;
const NTH_WORDS = [
  'calendars.rule.first',
  'calendars.rule.second',
  'calendars.rule.third',
  'calendars.rule.fourth',
] as const;

type Props = {
  id: string;
  draft: RuleDraft;
  onDraft: (draft: RuleDraft) => void;
  /** Sentence of each box that does not fit, by its path in the change. */
  wrong: Readonly<Record<string, string>>;
};
type Wire = (name: keyof RuleDraft, path: string) => Pick<BoxProps, 'id' | 'value' | 'fault' | 'onChange'>;

export function RuleFields({ id, draft, onDraft, wrong }: Props) {
  const t = useT();
  const wire: Wire = (name, path) => ({
    id: `${id}-${name}`,
    value: draft[name],
    fault: wrong[path] ?? null,
    onChange: (value) => onDraft({ ...draft, [name]: value }),
  });
  return (
    <>
      <div className="adm-grid">
        <Choice
          {...wire('type', 'rule.type')}
          label="calendars.rule.type"
          options={RULE_TYPES.map((type) => ({ value: type, label: t(TYPE_WORDS[type]) }))}
        />
        <Which type={draft.type} wire={wire} />
      </div>
      <div className="adm-grid">
        <Box {...wire('es', 'name.es')} label="calendars.field.name" />
        <Box {...wire('en', 'name.en')} label="calendars.field.name-en" optional />
        <Box {...wire('fromYear', 'fromYear')} label="calendars.rule.from-year" type="number" />
        <Box {...wire('toYear', 'toYear')} label="calendars.rule.to-year" type="number" />
      </div>
      <KindCards name={`${id}-kind`} kind={draft.kind} onKind={(kind) => onDraft({ ...draft, kind })} />
      <Box {...wire('basis', 'basis')} label="calendars.rule.basis" hint="calendars.rule.basis-hint" />
    </>
  );
}

function Which({ type, wire }: { type: RuleType; wire: Wire }) {
  const t = useT();
  const locale = useLocale();
  const words = new Intl.DateTimeFormat(dateTag(locale), { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, at) => ({
    value: String(at + 1),
    label: words.format(new Date(Date.UTC(2026, at, 15))),
  }));
  const month = <Choice {...wire('month', 'rule.month')} label="calendars.rule.month" options={months} />;
  const day = <Box {...wire('day', 'rule.day')} label="calendars.rule.day" type="number" />;
  if (type === 'easter')
    return (
      <Box
        {...wire('offset', 'rule.offset')}
        label="calendars.rule.offset"
        hint="calendars.rule.offset-hint"
        type="number"
      />
    );
  if (type === 'nth-weekday')
    return (
      <>
        <Choice
          {...wire('nth', 'rule.nth')}
          label="calendars.rule.nth"
          options={NTH_WORDS.map((key, at) => ({ value: String(at + 1), label: t(key) }))}
        />
        <Choice
          {...wire('weekday', 'rule.weekday')}
          label="calendars.rule.weekday"
          options={WEEKDAYS.map((each) => ({ value: String(each), label: dayName(each, locale) }))}
        />
        {month}
      </>
    );
  return (
    <>
      {day}
      {month}
      {type === 'fixed-every' ? (
        <>
          <Box {...wire('everyYears', 'rule.everyYears')} label="calendars.rule.every" type="number" />
          <Box {...wire('anchorYear', 'rule.anchorYear')} label="calendars.rule.anchor" type="number" />
        </>
      ) : null}
    </>
  );
}
