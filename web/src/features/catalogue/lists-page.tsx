/** Areas of the catalogue and institutional systems: lists that other things choose from. */
import '#web/styles/administration.css';
import '#web/styles/catalogue.css';
import '#web/styles/catalogue-form.css';
import '#web/styles/catalogue-lists.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconArrowLeft, IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { AreaDialog } from './area-dialog.tsx';
import { type Tree, useTree } from './queries.ts';
import { SystemDialog } from './system-dialog.tsx';

type Area = Tree['areas'][number];
type System = Tree['systems'][number];
type Opened = { area: Area | null } | { system: System | null } | null;

function Row({ name, about, active, onEdit }: { name: string; about: string; active: boolean; onEdit: () => void }) {
  const t = useT();
  return (
    <li className="cat-row">
      <div className="grow">
        <b>{name}</b>
        <p className="sub small">{about}</p>
      </div>
      {active ? null : <span className="chip">{t('builder.state.retired')}</span>}
      <Button small aria-label={t('builder.lists.edit-one', { name })} onClick={onEdit}>
        {t('builder.lists.edit')}
      </Button>
    </li>
  );
}

function Areas({ areas, open }: { areas: readonly Area[]; open: (what: Opened) => void }) {
  const t = useT();
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="areas-title">
      <div className="card__head">
        <h2 id="areas-title">{t('builder.areas')}</h2>
        <Button small icon={<IconPlus />} onClick={() => open({ area: null })}>
          {t('builder.areas.add')}
        </Button>
      </div>
      <ul>
        {areas.map((area) => (
          <Row
            key={area.id}
            name={`${area.code} · ${local(area.name, locale)}`}
            about={t('builder.areas.about', {
              description: local(area.description, locale),
              count: area.services.filter(({ state }) => state === 'active').length,
            })}
            active={area.active}
            onEdit={() => open({ area })}
          />
        ))}
      </ul>
    </section>
  );
}

function Systems({ systems, open }: { systems: readonly System[]; open: (what: Opened) => void }) {
  const t = useT();
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="systems-title">
      <div className="card__head">
        <h2 id="systems-title">{t('builder.systems')}</h2>
        <Button small icon={<IconPlus />} onClick={() => open({ system: null })}>
          {t('builder.systems.add')}
        </Button>
      </div>
      <p className="cat-row sub">{t('builder.systems.hint')}</p>
      <ul>
        {systems.map((system) => (
          <Row
            key={system.id}
            name={local(system.name, locale)}
            about={t('builder.systems.about', { key: system.key })}
            active={system.active}
            onEdit={() => open({ system })}
          />
        ))}
      </ul>
    </section>
  );
}

/** Somebody else may have saved it while its window is open: the next saving follows theirs. */
const asItStands = <Thing extends { id: string }>(all: readonly Thing[] | undefined, opened: Thing | null) =>
  opened === null ? null : (all?.find(({ id }) => id === opened.id) ?? opened);

export function ListsPage() {
  const t = useT();
  const tree = useTree();
  const [opened, open] = useState<Opened>(null);
  return (
    <div className="desk__body admin">
      <header>
        <Link to="/catalogo" className="cat-back">
          <IconArrowLeft /> {t('builder.title')}
        </Link>
        <h1>{t('builder.lists.title')}</h1>
        <p className="sub">{t('builder.lists.intro')}</p>
      </header>
      <LoadTrouble of={tree} />
      {tree.isPending ? <Skeleton rows={6} /> : null}
      {tree.data ? (
        <>
          <Areas areas={tree.data.areas} open={open} />
          <Systems systems={tree.data.systems} open={open} />
        </>
      ) : null}
      {opened && 'area' in opened ? (
        <AreaDialog area={asItStands(tree.data?.areas, opened.area)} onClose={() => open(null)} />
      ) : null}
      {opened && 'system' in opened ? (
        <SystemDialog system={asItStands(tree.data?.systems, opened.system)} onClose={() => open(null)} />
      ) : null}
    </div>
  );
}
