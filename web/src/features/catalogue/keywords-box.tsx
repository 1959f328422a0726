/** Words with which people ask for a service: each a chip, added with Enter or a comma, taken away with its cross. */
import '#web/styles/choose-many.css';
import { type KeyboardEvent, useState } from 'react';
import { KEYWORDS_MAX } from '#contract/catalogue-admin.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field } from '#web/shared/ui/field.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';

type Props = { id: string; words: readonly string[]; onChange: (words: string[]) => void; error: string | null };

/** One by one, without those already there. */
const joined = (words: readonly string[], typed: string): string[] =>
  [...new Set([...words, ...typed.split(/[,\n]/).map((word) => word.trim().replace(/\s+/g, ' ').slice(0, 60))])]
    .filter((word) => word !== '')
    .slice(0, KEYWORDS_MAX);

export function KeywordsBox({ id, words, onChange, error }: Props) {
  const t = useT();
  const [typed, type] = useState('');
  const take = () => {
    if (typed.trim() !== '') onChange(joined(words, typed));
    type('');
  };
  const drop = (word: string) => {
    onChange(words.filter((one) => one !== word));
    document.getElementById(id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      take();
    } else if (event.key === 'Backspace' && typed === '' && words.length > 0) onChange(words.slice(0, -1));
  };
  return (
    <Field id={id} label={t('builder.keywords')} hint={t('builder.keywords-hint')} optional error={error}>
      {(wired) => (
        <div className="cat-chips">
          {words.map((word) => (
            <span key={word} className="chip">
              {word}
              <button type="button" aria-label={t('builder.keyword-drop', { word })} onClick={() => drop(word)}>
                <IconX />
              </button>
            </span>
          ))}
          <input
            {...wired}
            value={typed}
            maxLength={600}
            autoComplete="off"
            placeholder={t('builder.keyword-add')}
            onChange={({ currentTarget: { value } }) => (/[,\n]$/.test(value) ? take() : type(value))}
            onKeyDown={onKeyDown}
            onBlur={take}
          />
        </div>
      )}
    </Field>
  );
}
