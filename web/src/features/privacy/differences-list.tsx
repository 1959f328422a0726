/** What the next version changes, paragraph by paragraph, each under its section. */
import { Fragment } from 'react';
import type { NoticeTexts } from '#contract/privacy.ts';
import { useT } from '#web/shared/i18n.ts';
import { type Difference, differences, type Part } from './differences.ts';

export type Changes = { id: keyof NoticeTexts; lang: string; found: Difference[] }[];

const LANG = { shortEs: 'es-MX', fullEs: 'es-MX', shortEn: 'en', fullEn: 'en' } as const;
const WHICH = {
  shortEs: 'privacy-editor.short-es',
  fullEs: 'privacy-editor.full-es',
  shortEn: 'privacy-editor.short-en',
  fullEn: 'privacy-editor.full-en',
} as const;

/** Of the texts that differ. */
export const changesOf = (before: NoticeTexts, after: NoticeTexts): Changes =>
  (Object.keys(WHICH) as (keyof NoticeTexts)[])
    .map((id) => ({ id, lang: LANG[id], found: differences(before[id], after[id]) }))
    .filter(({ found }) => found.length > 0);

export const countOf = (changes: Changes): number => changes.reduce((sum, { found }) => sum + found.length, 0);

export function DifferencesList({ changes }: { changes: Changes }) {
  const t = useT();
  if (changes.length === 0) return <p className="sub">{t('privacy-editor.no-changes')}</p>;
  return (
    <div className="notice-diff">
      {changes.map(({ id, lang, found }) => (
        <section key={id} className="stack">
          <h3 className="h4">{t(WHICH[id])}</h3>
          <ul lang={lang}>
            {found.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a change has no name but its place
              <li key={`${index} ${each.parts.map(({ words }) => words).join('')}`}>
                {each.under === '' ||
                each.under === found[index - 1]?.under ||
                each.under === each.parts[0]?.words ? null : (
                  <strong>{each.under}</strong>
                )}
                <p>
                  {each.parts.map((part, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: nor has a part of it
                    <Fragment key={`${place} ${part.words}`}>
                      {place === 0 ? '' : ' '}
                      <Marked part={part} />
                    </Fragment>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** What went and what came is said to who does not see it. */
function Marked({ part: { how, words } }: { part: Part }) {
  const t = useT();
  if (how === 'same') return words;
  const Tag = how === 'out' ? 'del' : 'ins';
  return (
    <Tag>
      <span className="visually-hidden">{t(how === 'out' ? 'privacy-editor.out' : 'privacy-editor.in')} </span>
      {words}
    </Tag>
  );
}
