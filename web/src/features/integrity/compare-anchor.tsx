/** An anchor somebody kept, dropped here: is it the one of this desk? */
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { dayAt } from './day.ts';
import { useCompare } from './queries.ts';

const KINDS = { same: 'good', other: 'problem', 'not-ours': 'problem', unreadable: 'warning' } as const;

export function CompareAnchor() {
  const t = useT();
  const locale = useLocale();
  const field = useRef<HTMLInputElement>(null);
  const [over, hover] = useState(false);
  const compare = useCompare();
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    // The same file may be chosen again.
    event.currentTarget.value = '';
    if (file) compare.mutate(file);
  };
  const drag = (event: DragEvent<HTMLElement>, inside: boolean) => {
    event.preventDefault();
    hover(inside);
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    drag(event, false);
    const [file] = event.dataTransfer.files;
    if (file) compare.mutate(file);
  };
  const found = compare.data;
  const day = found?.day ? formatDay(dayAt(found.day), { timeZone: 'UTC', locale, now: new Date() }) : '';
  return (
    <section
      className={
        over ? 'card card__body integrity__compare integrity__compare--over' : 'card card__body integrity__compare'
      }
      aria-labelledby="integrity-compare"
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
    >
      <h2 id="integrity-compare">{t('integrity.keep.title')}</h2>
      <p className="sub">{t('integrity.keep.text')}</p>
      <input
        ref={field}
        type="file"
        accept=".json,.txt,application/json,text/plain"
        hidden
        onChange={pick}
        aria-label={t('integrity.keep.title')}
      />
      <div>
        <Button busy={compare.isPending} onClick={() => field.current?.click()}>
          {t('integrity.keep.choose')}
        </Button>
      </div>
      <div aria-live="polite">
        {found ? (
          <Notice kind={KINDS[found.verdict]}>
            {t(`integrity.keep.${found.verdict}`, { day, number: found.number ?? 0 })}
          </Notice>
        ) : null}
        {compare.error ? <Notice kind="problem">{faultText(t, compare.error)}</Notice> : null}
      </div>
    </section>
  );
}
