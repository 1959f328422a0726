/** What an act on many would change, folio by folio, and where it would not be done and why; later, what became of each. */
import { refusalText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { IconArrowRight, IconCheck, IconWarning } from '#web/shared/ui/icons.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import type { BulkLine, BulkPreview, BulkResult } from './bulk-queries.ts';

type Refusal = NonNullable<BulkLine['refusal']>;

function Why({ refusal }: { refusal: Refusal }) {
  const t = useT();
  return (
    <span className="bulk__why c-grana">
      <IconWarning />
      <span>{refusalText(t, refusal)}</span>
    </span>
  );
}

/** Nothing has moved yet: what the state it is in does not allow is said so, not as a race that was lost. */
function WhyNot({ line }: { line: BulkLine }) {
  const t = useT();
  if (line.refusal === null) return null;
  if (line.refusal.code !== 'request.transition' || line.before === null) return <Why refusal={line.refusal} />;
  return (
    <span className="bulk__change">
      <StateMark state={line.before.state} />
      <span className="sub">{t('console.bulk.not-from-here')}</span>
    </span>
  );
}

function Change({ line }: { line: BulkLine }) {
  const t = useT();
  const locale = useLocale();
  const { before, after } = line;
  if (before === null || after === null) return null;
  const who = (standing: typeof after): string =>
    [
      standing.agentName ?? t('console.aside.nobody'),
      standing.teamName === null ? '' : local(standing.teamName, locale),
    ]
      .filter(Boolean)
      .join(', ');
  const [was, willBe] = [who(before), who(after)];
  const joined = after.outage !== null && after.outage.es !== before.outage?.es ? local(after.outage, locale) : null;
  return (
    <span className="bulk__change">
      <StateMark state={before.state} />
      {before.state === after.state ? null : (
        <>
          <IconArrowRight />
          <StateMark state={after.state} />
        </>
      )}
      {was === willBe ? null : (
        <span className="sub">
          {was} <IconArrowRight /> <b>{willBe}</b>
        </span>
      )}
      {joined === null ? null : (
        <span className="sub">
          <IconArrowRight /> <b>{joined}</b>
        </span>
      )}
    </span>
  );
}

/** What this one will read: one line of it, and the rest when it is opened. */
function Words({ words, language }: { words: string; language: BulkLine['language'] }) {
  return (
    <details className="bulk__words" lang={language ?? undefined}>
      <summary>
        <span className="clip">{words}</span>
      </summary>
      <p>{words}</p>
    </details>
  );
}

function Lines({ lines, label }: { lines: readonly BulkLine[]; label?: string | undefined }) {
  const t = useT();
  return (
    <ul className="bulk__lines" aria-label={label}>
      {lines.map((line) => (
        <li key={line.id}>
          <span className="folio">{line.folio ?? t('console.bulk.unseen')}</span>
          <span className="clip">{line.subject}</span>
          {line.refusal === null ? <Change line={line} /> : <WhyNot line={line} />}
          {line.words === null ? null : <Words words={line.words} language={line.language} />}
        </li>
      ))}
    </ul>
  );
}

const GROUPS = ['es', 'en', 'left'] as const;
const groupOf = ({ language }: BulkLine): (typeof GROUPS)[number] =>
  language === null ? 'left' : language === 'en' ? 'en' : 'es';

/** Where there are two texts: who gets which, and then those that get none. */
export function PreviewLines({ preview: { items } }: { preview: BulkPreview }) {
  const t = useT();
  const fine = items.filter(({ refusal }) => refusal === null).length;
  const groups = GROUPS.map((name) => ({ name, lines: items.filter((line) => groupOf(line) === name) })).filter(
    ({ lines }) => lines.length > 0,
  );
  return (
    <div className="bulk">
      <p role="status">
        {t('console.bulk.will', { count: fine })}{' '}
        {fine < items.length ? t('console.bulk.will-not', { count: items.length - fine }) : null}
      </p>
      {items.every(({ language }) => language === null) ? (
        <Lines lines={items} />
      ) : (
        groups.map(({ name, lines }) => {
          const label = t(`console.bulk.group.${name}`, { count: lines.length });
          return (
            <section key={name} className="bulk__group">
              <h3>{label}</h3>
              <Lines lines={lines} label={label} />
            </section>
          );
        })
      )}
    </div>
  );
}

export function ResultLines({ result }: { result: BulkResult }) {
  const t = useT();
  return (
    <div className="bulk">
      <p role="status">
        {t('console.bulk.done', { count: result.done.length })}{' '}
        {t('console.bulk.refused', { count: result.refused.length })}
      </p>
      <ul className="bulk__lines">
        {result.refused.map((line) => (
          <li key={line.id}>
            <span className="folio">{line.folio ?? t('console.bulk.unseen')}</span>
            <Why refusal={line} />
          </li>
        ))}
        {result.done.map((line) => (
          <li key={line.id}>
            <span className="folio">{line.folio}</span>
            <span className="bulk__change c-jade">
              <IconCheck /> {t('console.bulk.done-one')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
