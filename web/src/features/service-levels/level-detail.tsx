/** One level: its form or its facts, and the versions it had. */
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { LevelDetail as Level } from '#contract/service-levels.ts';
import { Refused } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { newId } from '#web/shared/new-id.ts';
import { useSession } from '#web/shared/session.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { changesOf, factsOf } from './changes.ts';
import { LevelEditor } from './level-editor.tsx';
import { type Calendars, useLevel } from './queries.ts';
import { RetireButton } from './retire-dialog.tsx';
import { VersionList } from './version-list.tsx';

type Props = { /** Null: a level that is only being thought of. */ id: string | null; calendars: Calendars };

export function LevelDetail({ id, calendars }: Props) {
  const t = useT();
  const { can } = useSession();
  const [own] = useState(newId);
  const level = useLevel(id);
  if (id === null) {
    if (!can.levels) return <EmptyState page drawing="search" title={t('common.not-found.title')} />;
    return <LevelEditor id={own} level={null} calendars={calendars} header={<Head title={t('levels.new-title')} />} />;
  }
  if (level.error instanceof Refused && level.error.problem.status === 404)
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
      </EmptyState>
    );
  return (
    <>
      <LoadTrouble of={level} />
      {level.isPending ? <Skeleton rows={4} /> : null}
      {level.data ? <Shown level={level.data} calendars={calendars} /> : null}
    </>
  );
}

/** A tab is where one is only with its own search words. */
const EXACT = { exact: true, includeSearch: true };

function Head({ title, code }: { title: string; code?: string }) {
  const t = useT();
  return (
    <div className="grow">
      <nav className="crumbs split__back" aria-label={t('levels.path')}>
        <Link to="/niveles">
          <IconArrowLeft /> {t('levels.title')}
        </Link>
      </nav>
      {code === undefined ? null : <p className="mini sub num">{code}</p>}
      <h1>{title}</h1>
    </div>
  );
}

function Shown({ level, calendars }: { level: Level; calendars: Calendars }) {
  const t = useT();
  const locale = useLocale();
  const { ver }: { ver?: string } = useSearch({ strict: false });
  const versions = ver === 'versiones';
  const current = level.versions.find((each) => each.standing === 'in_force') ?? level.versions[0];
  const content = current?.content ?? level.draft?.content;
  const draft = level.draft?.content;
  const about = { t, locale, calendars };
  const changes = draft === undefined ? 0 : changesOf(current?.content ?? null, draft, about).length;
  const head = (
    <Head
      title={
        content === undefined ? '' : local({ es: content.name.es, en: content.name.en || content.name.es }, locale)
      }
      code={content?.code ?? ''}
    />
  );
  const tabs = (
    <nav className="tabs" aria-label={t('levels.tabs')}>
      <Link to="/niveles/$id" params={{ id: level.id }} search={{ ver: undefined }} activeOptions={EXACT}>
        {t('levels.tab.level')}
      </Link>
      <Link to="/niveles/$id" params={{ id: level.id }} search={{ ver: 'versiones' }} activeOptions={EXACT}>
        {t('levels.tab.versions')} <span className="count">{level.versions.length}</span>
      </Link>
    </nav>
  );
  if (versions || !level.can.administer || level.retired)
    return (
      <>
        <header className="split__top">
          {head}
          {level.can.administer && level.versions.length > 0 ? <RetireButton level={level} /> : null}
        </header>
        {tabs}
        <div className="split__body">
          {level.retired ? <Notice kind="info">{t('levels.retired-text')}</Notice> : null}
          {!versions && content ? (
            <dl className="data">
              {factsOf(content, about).map(([field, words]) => (
                <div key={field}>
                  <dt>{t(field)}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          ) : (
            <VersionList versions={level.versions} calendars={calendars} />
          )}
        </div>
      </>
    );
  return (
    <LevelEditor id={level.id} level={level} calendars={calendars} header={head} tabs={tabs} changes={changes}>
      {level.versions.length > 0 ? <RetireButton level={level} /> : null}
    </LevelEditor>
  );
}
