/** One directory: its form, trying it, and what became of it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DirectoryView } from '#contract/directories.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { DirectoryForm } from './directory-form.tsx';
import { type Draft, draftOf, newDraft } from './draft.ts';
import { History } from './history.tsx';
import { TryCard } from './try-card.tsx';
import { KIND_WORDS, type Kind } from './words.ts';

type Props = { kind: Kind; directory: DirectoryView | null; returnUrl: string };

const startOf = (kind: Kind, directory: DirectoryView | null): Draft =>
  directory === null ? newDraft(kind) : draftOf(directory);

export function DirectoryDetail({ kind, directory, returnUrl }: Props) {
  const t = useT();
  const locale = useLocale();
  // The version as it was when its form was filled: what came meanwhile is a conflict, and said.
  const [{ draft, seen }, setDraft] = useState({ draft: startOf(kind, directory), seen: directory });
  const change = (next: Partial<Draft>) => setDraft((now) => ({ ...now, draft: { ...now.draft, ...next } }));
  const settle = (saved: DirectoryView | null) => setDraft({ draft: startOf(kind, saved), seen: saved });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(startOf(kind, seen));
  const title = directory === null ? t('directories.new-title') : locale === 'en' ? directory.nameEn : directory.nameEs;
  return (
    <>
      <header className="split__top">
        <div className="grow">
          <nav className="crumbs split__back" aria-label={t('directories.path')}>
            <Link to="/administracion/directorios">
              <IconArrowLeft /> {t('directories.title')}
            </Link>
          </nav>
          <p className="mini sub">{t(KIND_WORDS[kind])}</p>
          <h1>{title}</h1>
        </div>
      </header>
      <div className="split__body dir-body">
        {directory === null ? null : (
          <TryCard
            directory={directory}
            isDirty={isDirty}
            addGroup={(group) => change({ groupRoles: [...draft.groupRoles, { group, role: 'requester' }] })}
          />
        )}
        <DirectoryForm
          directory={seen}
          newest={directory}
          draft={draft}
          change={change}
          settle={settle}
          returnUrl={returnUrl}
        />
        {directory === null ? null : <History id={directory.id} />}
      </div>
    </>
  );
}
