/** The catalogue as a tree: areas, and in each its services with what stands out of each. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { finds } from '#web/shared/forms/search-words.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { TextInput } from '#web/shared/ui/field.tsx';
import { IconChevronDown, IconPlus, IconSearch } from '#web/shared/ui/icons.tsx';
import type { Tree, TreeService } from './queries.ts';

function Mark({ service }: { service: TreeService }) {
  const t = useT();
  if (service.state === 'retired') return <span className="mini sub">{t('builder.state.retired')}</span>;
  if (service.state === 'draft') return <span className="mini sub">{t('builder.state.draft')}</span>;
  if (service.hasDraft) return <span className="unread-dot" role="img" aria-label={t('builder.tree.draft')} />;
  return null;
}

function Branch({ area, q }: { area: Tree['areas'][number]; q: string }) {
  const t = useT();
  const locale = useLocale();
  const found = area.services.filter(({ code, name }) => finds(q, `${code} ${name.es} ${name.en}`));
  if (q !== '' && found.length === 0) return null;
  return (
    <details open className="cat-branch">
      <summary>
        <IconChevronDown />
        <b className="clip-2">{local(area.name, locale)}</b>
        {area.active ? null : <span className="mini sub">{t('builder.state.retired')}</span>}
        <span className="count">{found.length}</span>
      </summary>
      <ul>
        {found.map((service) => (
          <li key={service.id}>
            <Link
              to="/catalogo/$service"
              params={{ service: service.id }}
              search={(before) => ({ q: before.q, pestana: before.pestana === 'preguntas' ? 'preguntas' : undefined })}
              activeOptions={{ includeSearch: false }}
            >
              <span className="cat-branch__name">{local(service.name, locale) || t('builder.unnamed')}</span>
              <Mark service={service} />
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function CatalogueTree({ tree, onNew }: { tree: Tree; onNew: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const q = typeof search.q === 'string' ? search.q.slice(0, 120) : '';
  const nothing =
    q !== '' &&
    !tree.areas.some(({ services }) => services.some(({ code, name }) => finds(q, `${code} ${name.es} ${name.en}`)));
  return (
    <nav className="cat__tree" aria-label={t('builder.tree')}>
      <div className="cat__tree-head">
        <div className="cat__tree-row">
          <h2>{t('builder.title')}</h2>
          <Button small icon={<IconPlus />} onClick={onNew}>
            {t('builder.new')}
          </Button>
        </div>
        <div className="input-with">
          <IconSearch />
          <TextInput
            type="search"
            aria-label={t('builder.search')}
            placeholder={t('builder.search-hint')}
            value={q}
            maxLength={120}
            autoComplete="off"
            onChange={(event) =>
              void navigate({
                to: '.',
                search: (before: Record<string, unknown>) => ({
                  ...before,
                  q: event.currentTarget.value || undefined,
                }),
                replace: true,
              } as never)
            }
          />
        </div>
      </div>
      <div className="cat__tree-list">
        {tree.areas.map((area) => (
          <Branch key={area.id} area={area} q={q} />
        ))}
        {nothing ? (
          <p className="cat__tree-none sub" role="status">
            {t('builder.tree.nothing', { q })}
          </p>
        ) : null}
      </div>
      <footer className="cat__tree-foot">
        <Link to="/catalogo/listas">{t('builder.lists.title')}</Link>
        <Link to="/catalogo/importar">{t('builder.import.title')}</Link>
      </footer>
    </nav>
  );
}
