/** One request on personal data: what was asked, what is due, what was answered, and what whoever reads it may do. */
import '#web/styles/accounts.css';
import '#web/styles/administration.css';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DataRightView } from '#contract/data-right-shapes.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ActDialog } from './act-dialog.tsx';
import { RightMark } from './marks.tsx';
import { type Act, useRight } from './queries.ts';
import { ACT_WORDS, FIELD_WORDS, KIND_WORDS, OBSTACLE_WORDS, useMoments } from './words.ts';

export function RightPage() {
  const t = useT();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const right = useRight(id);
  return (
    <div className="desk__body admin">
      <LoadTrouble of={right} />
      {right.isPending ? (
        <>
          <h1>{t('data-rights.title')}</h1>
          <Skeleton lines={8} />
        </>
      ) : null}
      {right.data ? <Right right={right.data} /> : null}
    </div>
  );
}

const actsOf = ({ can }: DataRightView): Act[] => [
  ...(can.answer ? (['grant', 'deny'] as const) : []),
  ...(can.effect ? (['effect'] as const) : []),
  ...(can.complete ? (['complete'] as const) : []),
  ...(can.correct ? (['correct'] as const) : []),
  ...(can.extend ? (['extend'] as const) : []),
  ...(can.withdraw ? (['withdraw'] as const) : []),
];

function Right({ right }: { right: DataRightView }) {
  const t = useT();
  const [act, begin] = useState<Act | null>(null);
  const { day } = useMoments();
  return (
    <>
      <header className="admin__head">
        <div>
          <div className="row row--wrap">
            <h1>{t(KIND_WORDS[right.kind])}</h1>
            <RightMark state={right.state} />
          </div>
          <p className="sub">
            {right.folio}
            {right.dueAt === null ? null : ` · ${t('data-rights.until', { day: day(right.dueAt) })}`}
          </p>
        </div>
      </header>
      {right.isLate ? <Notice kind="warning">{t('data-rights.is-late')}</Notice> : null}
      {right.obstacles.length > 0 ? (
        <Notice kind="warning">{right.obstacles.map((each) => t(OBSTACLE_WORDS[each])).join(' ')}</Notice>
      ) : null}
      {right.kind === 'cancellation' && right.state === 'granted' && !right.can.effect ? (
        <Notice kind="info">{t('data-rights.by-another')}</Notice>
      ) : null}
      <Facts right={right} />
      <div className="admin__filters">
        {actsOf(right).map((each, index) => (
          <Button key={each} kind={index === 0 ? 'primary' : 'plain'} onClick={() => begin(each)}>
            {t(ACT_WORDS[each].title, { kind: right.kind })}
          </Button>
        ))}
      </div>
      {act === null ? null : <ActDialog right={right} act={act} onClose={() => begin(null)} />}
    </>
  );
}

function Facts({ right }: { right: DataRightView }) {
  const t = useT();
  const locale = useLocale();
  const { day, when } = useMoments();
  const { correction, answer, effect, extension } = right;
  const lines = [
    [t('data-rights.holder'), `${right.holder.name} · ${local(right.holder.agencyName, locale)}`],
    [t('data-rights.received'), when(right.receivedAt)],
    [t('data-rights.words'), right.words],
    ...right.changes.map(({ field, before, after }) => [
      t(FIELD_WORDS[field]),
      t('data-rights.change', {
        before: before === null ? '—' : local(before, locale) || '—',
        after: local(after, locale) || '—',
      }),
    ]),
    [t('data-rights.captured'), right.capturedBy],
    [t('data-rights.representative'), right.representative],
    [t('data-rights.identity'), right.identity],
    [t('data-rights.correction'), correction && `${correction.words} (${day(correction.dueAt)})`],
    [t('data-rights.completed'), correction?.answer],
    [t('data-rights.extension'), extension?.reason],
    [t('data-rights.answer'), answer && `${answer.words} (${day(answer.at)})`],
    [t('data-rights.effect'), effect && when(effect.at)],
    [t('data-rights.anonymise'), right.anonymiseAt && day(right.anonymiseAt)],
  ].filter((line): line is [string, string] => Boolean(line[1]));
  return (
    <section className="panel">
      <dl className="facts">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
