/** The text as it will be read, and the passages that are covered in it: marked with the pointer or typed, a line each. */
import { useEffect, useRef, useState } from 'react';
import { cover } from '#contract/covering.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Bars } from './redacting.tsx';

type Props = { text: string; all: boolean; typed: string; onType: (typed: string) => void; error: string | null };

const linesIn = (words: string): string[] =>
  words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 1);

/** What is marked within the box; empty while nothing is. */
function useMarked(box: { current: HTMLElement | null }): string {
  const [marked, mark] = useState('');
  useEffect(() => {
    const look = () => {
      const selection = document.getSelection();
      const { current } = box;
      if (!selection || !current) return;
      const within = current.contains(selection.anchorNode) && current.contains(selection.focusNode);
      mark(within ? selection.toString() : '');
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [box]);
  return marked;
}

export function PassagesField({ text, all, typed, onType, error }: Props) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const marked = useMarked(box);
  const lines = linesIn(typed).filter((line) => text.includes(line));
  const found = cover(text, all ? null : lines);
  const shown = typeof found === 'string' ? text : found.text;
  const add = () => {
    const more = linesIn(marked).filter((line) => text.includes(line) && !lines.includes(line));
    onType([...linesIn(typed), ...more].join('\n'));
    document.getSelection()?.removeAllRanges();
  };
  return (
    <>
      <section className="covered-preview" aria-label={t('redactions.preview')}>
        <p className="sub small" aria-hidden="true">
          {t('redactions.preview')}
        </p>
        <div ref={box} className="covered-preview__text prose" data-first tabIndex={-1}>
          <Bars text={shown} />
        </div>
        {all ? null : (
          <Button
            small
            disabled={marked.trim().length < 2}
            // The press must not take away what is marked.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={add}
          >
            {t('redactions.marked')}
          </Button>
        )}
      </section>
      {all ? null : (
        <Field label={t('redactions.passages')} hint={t('redactions.passages.hint')} error={error}>
          {(wired) => (
            <TextArea {...wired} rows={2} value={typed} onChange={(event) => onType(event.currentTarget.value)} />
          )}
        </Field>
      )}
    </>
  );
}
