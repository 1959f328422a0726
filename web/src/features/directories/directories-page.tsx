/** Directorios: the institution's own directories that people sign in through, and each of them with what it is reached by. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/directories-admin.css';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { DirectoryView } from '#contract/directories.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { DirectoryDetail } from './directory-detail.tsx';
import { type Directories, useDirectories } from './queries.ts';
import { TryMark } from './try-mark.tsx';
import { KIND_WORDS, type Kind } from './words.ts';

const NEW = 'nuevo';

export function DirectoriesPage() {
  const t = useT();
  const navigate = useNavigate();
  const { id: open }: { id?: string } = useParams({ strict: false });
  const directories = useDirectories();
  const add = (tipo: Kind) =>
    void navigate({ to: '/administracion/directorios/$id', params: { id: NEW }, search: { tipo } });
  return (
    <SplitPage
      id="directories-title"
      title={t('directories.title')}
      open={open}
      label={t('directories.one')}
      act={
        <Menu label={t('directories.new')}>
          <MenuItem onClick={() => add('oidc')}>{t(KIND_WORDS.oidc)}</MenuItem>
          <MenuItem onClick={() => add('ldap')}>{t(KIND_WORDS.ldap)}</MenuItem>
        </Menu>
      }
      list={
        <>
          <LoadTrouble of={directories} />
          {directories.isPending ? <Skeleton rows={3} /> : null}
          {directories.data?.items.length === 0 ? (
            <EmptyState title={t('directories.empty')}>
              <p>{t('directories.empty-text')}</p>
            </EmptyState>
          ) : null}
          <ul className="split__lines">
            {directories.data?.items.map((directory) => (
              <li key={directory.id}>
                <Line directory={directory} isOpen={directory.id === open} />
              </li>
            ))}
          </ul>
        </>
      }
    >
      {open === undefined ? (
        <EmptyState drawing="counter" title={t('directories.choose')}>
          <p>{t('directories.about')}</p>
        </EmptyState>
      ) : directories.data ? (
        <Open id={open} directories={directories.data} />
      ) : directories.isPending ? (
        <Skeleton rows={6} />
      ) : null}
    </SplitPage>
  );
}

function Open({ id, directories: { items, returnUrl } }: { id: string; directories: Directories }) {
  const t = useT();
  const { tipo }: { tipo?: string } = useSearch({ strict: false });
  const directory = items.find((each) => each.id === id);
  if (id === NEW) {
    const kind: Kind = tipo === 'ldap' ? 'ldap' : 'oidc';
    return <DirectoryDetail key={kind} kind={kind} directory={null} returnUrl={returnUrl} />;
  }
  if (directory === undefined)
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
      </EmptyState>
    );
  return <DirectoryDetail key={id} kind={directory.settings.kind} directory={directory} returnUrl={returnUrl} />;
}

function Line({ directory, isOpen }: { directory: DirectoryView; isOpen: boolean }) {
  const t = useT();
  const locale = useLocale();
  const { id, nameEs, nameEn, enabled, settings, domains, people, lastTry } = directory;
  return (
    <Link
      to="/administracion/directorios/$id"
      params={{ id }}
      className={enabled ? 'split__line' : 'split__line split__line--over'}
      aria-current={isOpen ? 'page' : undefined}
    >
      <span className="split__name">
        <strong className="clip">{locale === 'en' ? nameEn : nameEs}</strong>
        {enabled ? null : <small>{t('directories.is-off')}</small>}
      </span>
      <span className="split__about">
        {t(KIND_WORDS[settings.kind])}
        {domains.length > 0 ? ` · ${domains.join(', ')}` : ''}
      </span>
      <span className="split__about">{t('directories.people', { count: people })}</span>
      <TryMark lastTry={lastTry} />
    </Link>
  );
}
