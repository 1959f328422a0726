/** The causes of a list, in the order they are offered: Spanish and English side by side. */
import '#web/styles/option-lines.css';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { CAUSE_MAX, CAUSES_MAX } from '#contract/canned-replies.ts';
import type { LocalText } from '#contract/shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { TextInput } from '#web/shared/ui/field.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { LineActs } from '#web/shared/ui/line-acts.tsx';

type Props = {
  causes: readonly LocalText[];
  /** By path, as `saveCauses` names them. */
  faults: Readonly<Record<string, string>>;
  onChange: (causes: readonly LocalText[]) => void;
};

const ADD = 'causes-add';
/** In the frame that follows, when the list is drawn as it is now; of an empty one: the button that adds. */
const focusCause = (at: number): void => {
  requestAnimationFrame(() => (document.getElementById(`cause-${at}`) ?? document.getElementById(ADD))?.focus());
};

/** Lines of a text, or rows of a spreadsheet with the English in the second column. */
const linesOf = (pasted: string): LocalText[] =>
  pasted
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((part) => part.trim().slice(0, CAUSE_MAX)))
    .map(([es = '', en = '']) => ({ es, en }))
    .filter(({ es }) => es !== '');

function CauseLine({ causes, faults, onChange, at }: Props & { at: number }) {
  const t = useT();
  const cause = causes[at] ?? { es: '', en: '' };
  const error = faults[`names.${at}.es`] ?? faults[`names.${at}.en`];
  const name = cause.es || t('console.causes.number', { n: at + 1 });
  const write = (patch: Partial<LocalText>) => onChange(causes.with(at, { ...cause, ...patch }));
  const move = (to: number) => {
    if (to < 0 || to >= causes.length) return;
    onChange(causes.toSpliced(at, 1).toSpliced(to, 0, cause));
    focusCause(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && causes.length < CAUSES_MAX) {
      event.preventDefault();
      onChange(causes.toSpliced(at + 1, 0, { es: '', en: '' }));
      focusCause(at + 1);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(event.key === 'ArrowUp' ? at - 1 : at + 1);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const lines = linesOf(text);
    if (lines.length < 2 && !text.includes('\t')) return;
    event.preventDefault();
    const kept = cause.es === '' && cause.en === '' ? causes.toSpliced(at, 1) : causes;
    const from = kept.length < causes.length ? at : at + 1;
    const added = lines.slice(0, CAUSES_MAX - kept.length);
    onChange(kept.toSpliced(from, 0, ...added));
    focusCause(from + added.length - 1);
  };
  return (
    <li className="q-option">
      <TextInput
        id={`cause-${at}`}
        aria-label={t('console.causes.es', { n: at + 1 })}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `cause-${at}-error` : undefined}
        value={cause.es}
        maxLength={CAUSE_MAX}
        autoComplete="off"
        onChange={(event) => write({ es: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <TextInput
        aria-label={t('console.causes.en', { n: at + 1 })}
        value={cause.en}
        placeholder={t('console.causes.en-short')}
        maxLength={CAUSE_MAX}
        lang="en"
        autoComplete="off"
        onChange={(event) => write({ en: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <LineActs
        at={at}
        of={causes.length}
        labels={{
          up: t('console.causes.up', { name }),
          down: t('console.causes.down', { name }),
          remove: t('console.causes.remove', { name }),
        }}
        move={move}
        remove={() => {
          onChange(causes.toSpliced(at, 1));
          focusCause(Math.max(0, at - 1));
        }}
      />
      {error ? <FieldError id={`cause-${at}-error`}>{error}</FieldError> : null}
    </li>
  );
}

export function CausesList(props: Props) {
  const { causes, faults, onChange } = props;
  const t = useT();
  return (
    <FieldGroup legend={t('console.causes.list')} hint={t('console.causes.hint')} error={faults.names ?? null}>
      {causes.length === 0 ? <p className="sub">{t('console.causes.none')}</p> : null}
      <ol className="q-options">
        {/* By place: the words of a cause are its only name, and they are being written. */}
        {[...causes.keys()].map((at) => (
          <CauseLine key={at} {...props} at={at} />
        ))}
      </ol>
      {causes.length < CAUSES_MAX ? (
        <div>
          <Button
            id={ADD}
            small
            kind="quiet"
            icon={<IconPlus />}
            onClick={() => {
              onChange([...causes, { es: '', en: '' }]);
              focusCause(causes.length);
            }}
          >
            {t('console.causes.add')}
          </Button>
        </div>
      ) : null}
    </FieldGroup>
  );
}
