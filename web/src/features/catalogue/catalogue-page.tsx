/** Catálogo: the tree of areas and services, the one being edited, and what a person sees of it. */
import '#web/styles/catalogue.css';
import '#web/styles/catalogue-form.css';
import '#web/styles/catalogue-versions.css';
import '#web/styles/forms.css';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { NewServiceDialog } from './new-service-dialog.tsx';
import { type Tree, useTree } from './queries.ts';
import { ServicePage } from './service-page.tsx';
import { CatalogueTree } from './tree.tsx';

/** Nothing is open yet: how much there is, and where to begin. */
function Nothing({ tree, onNew }: { tree: Tree; onNew: () => void }) {
  const t = useT();
  const services = tree.areas.flatMap((area) => area.services);
  return (
    <div className="cat__nothing">
      <EmptyState
        title={t('builder.title')}
        action={
          <Button kind="primary" icon={<IconPlus />} onClick={onNew}>
            {t('builder.new.title')}
          </Button>
        }
      >
        <p>
          {t('builder.summary', {
            services: services.filter(({ state }) => state === 'active').length,
            drafts: services.filter(({ hasDraft }) => hasDraft).length,
          })}
        </p>
      </EmptyState>
    </div>
  );
}

export function CataloguePage() {
  const t = useT();
  const navigate = useNavigate();
  const { service }: { service?: string } = useParams({ strict: false });
  const tree = useTree();
  const [adding, add] = useState(false);
  if (!tree.data)
    return (
      <div className="desk__body admin">
        <h1>{t('builder.title')}</h1>
        <LoadTrouble of={tree} />
        {tree.isPending ? <Skeleton rows={6} /> : null}
      </div>
    );
  return (
    <div className={service === undefined ? 'cat' : 'cat cat--open'}>
      {/* On a phone the tree stands alone, so the page is named apart from what lies beside it. */}
      {service === undefined ? <h1 className="visually-hidden">{t('builder.title')}</h1> : null}
      <CatalogueTree tree={tree.data} onNew={() => add(true)} />
      {service === undefined ? (
        <Nothing tree={tree.data} onNew={() => add(true)} />
      ) : (
        <ServicePage key={service} id={service} tree={tree.data} />
      )}
      {adding ? (
        <NewServiceDialog
          areas={tree.data.areas}
          onClose={() => add(false)}
          onDone={({ id }) => {
            add(false);
            void navigate({ to: '/catalogo/$service', params: { service: id } });
          }}
        />
      ) : null}
    </div>
  );
}
