/** One agency: its offices with their vacancies, what belongs to it, what it was called, who follows whom. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgencyPage } from '#contract/organisation.ts';
import { Refused } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconArrowRight, IconPencil } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { AgencyDialog } from './agency-dialog.tsx';
import { AgencyFacts } from './agency-facts.tsx';
import { AgencyNamed } from './agency-named.tsx';
import { Former, Successions } from './agency-past.tsx';
import { CallOffDialog } from './call-off-dialog.tsx';
import { DissolveDialog } from './dissolve-dialog.tsx';
import { Offices } from './offices.tsx';
import { type Organisation, useAgency } from './queries.ts';
import { SuccessionDialog } from './succession-dialog.tsx';
import { pathTo } from './tree.ts';
import { useDays } from './words.ts';

type Props = { id: string; tree: Organisation };

export function AgencyDetail({ id, tree }: Props) {
  const t = useT();
  const agency = useAgency(id);
  if (agency.error instanceof Refused && [400, 404].includes(agency.error.problem.status))
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
        <p>
          <Link to="/administracion/dependencias">{t('agencies.title')}</Link>
        </p>
      </EmptyState>
    );
  return (
    <>
      <LoadTrouble of={agency} />
      {agency.isPending ? <Skeleton rows={6} /> : null}
      {agency.data ? <Shown page={agency.data} tree={tree} /> : null}
    </>
  );
}

type Window = 'change' | 'succeed' | 'dissolve' | 'call-off' | null;

function Shown({ page, tree }: { page: AgencyPage; tree: Organisation }) {
  const [shown, show] = useState<Window>(null);
  const close = () => show(null);
  const { agency, can } = page;
  const children = tree.agencies.filter(({ parentId, standing }) => parentId === agency.id && standing !== 'ended');
  return (
    <>
      <Head page={page} tree={tree} show={show} />
      <div className="split__body stack stack--5">
        <Standing page={page} tree={tree} onCallOff={can.callOff ? () => show('call-off') : null} />
        <AgencyFacts page={page} tree={tree} />
        {agency.standing === 'ended' ? null : <Offices agency={agency} />}
        <Children of={children} />
        <AgencyNamed page={page} />
        <Former names={page.former} />
        <Successions page={page} tree={tree} />
      </div>
      {shown === 'change' ? <AgencyDialog agency={agency} tree={tree} onClose={close} /> : null}
      {shown === 'succeed' ? <SuccessionDialog page={page} tree={tree} onClose={close} /> : null}
      {shown === 'dissolve' ? <DissolveDialog page={page} onClose={close} /> : null}
      {shown === 'call-off' ? <CallOffDialog agency={agency} onClose={close} /> : null}
    </>
  );
}

function Head({ page, tree, show }: { page: AgencyPage; tree: Organisation; show: (window: Window) => void }) {
  const t = useT();
  const locale = useLocale();
  const { agency, can } = page;
  const path = pathTo(tree.agencies, agency);
  return (
    <header className="split__top">
      <div className="grow">
        <nav className="crumbs split__back" aria-label={t('agencies.path')}>
          <Link to="/administracion/dependencias">
            <IconArrowLeft /> {t('agencies.title')}
          </Link>
        </nav>
        {path.length > 0 ? (
          <nav className="mini sub organisation-path" aria-label={t('agencies.field.parent')}>
            {path.map(({ id, acronym }) => (
              <Link key={id} to="/administracion/dependencias/$id" params={{ id }}>
                {acronym}
              </Link>
            ))}
          </nav>
        ) : (
          <p className="mini sub">{agency.acronym}</p>
        )}
        <h1>{local(agency.name, locale)}</h1>
      </div>
      {can.succeed ? (
        <Button kind="quiet" icon={<IconArrowRight />} onClick={() => show('succeed')}>
          {t('agencies.succeed')}
        </Button>
      ) : null}
      {can.dissolve ? (
        <Button kind="quiet" onClick={() => show('dissolve')}>
          {t('agencies.dissolve')}
        </Button>
      ) : null}
      {can.change ? (
        <Button icon={<IconPencil />} onClick={() => show('change')}>
          {t('agencies.change')}
        </Button>
      ) : null}
    </header>
  );
}

/** What its days mean for who looks at it. */
function Standing({ page, tree, onCallOff }: { page: AgencyPage; tree: Organisation; onCallOff: (() => void) | null }) {
  const t = useT();
  const locale = useLocale();
  const { day, at } = useDays();
  const { operatorUnit } = useInstitution();
  const { agency, dissolved } = page;
  const successor = tree.agencies.find(({ id }) => id === agency.successorId);
  const isOver = agency.standing === 'ended';
  if (agency.validTo === null)
    return tree.can.add ? null : <p className="sub">{t('agencies.read-only', { unit: operatorUnit })}</p>;
  if (!isOver && successor)
    return (
      <Notice
        kind="warning"
        action={
          onCallOff === null ? undefined : (
            <Button small onClick={onCallOff}>
              {t('agencies.call-off')}
            </Button>
          )
        }
      >
        {t('agencies.planned-notice', { name: local(successor.name, locale), day: day(agency.validTo) })}
      </Notice>
    );
  return (
    <Notice
      kind="info"
      action={
        successor ? (
          <Link to="/administracion/dependencias/$id" params={{ id: successor.id }}>
            {t('agencies.see-successor', { acronym: successor.acronym })}
          </Link>
        ) : undefined
      }
    >
      {t('agencies.ended-notice', { day: day(agency.validTo) })}
      {dissolved === null ? null : (
        <p>
          {dissolved.by === null
            ? t('agencies.dissolved-nobody', { at: at(dissolved.at), ground: dissolved.ground })
            : t('agencies.dissolved', { by: dissolved.by, at: at(dissolved.at), ground: dissolved.ground })}
        </p>
      )}
    </Notice>
  );
}

function Children({ of }: { of: Organisation['agencies'] }) {
  const t = useT();
  const locale = useLocale();
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="agency-children">
      <h2 className="h3" id="agency-children">
        {t('agencies.children')} <span className="count">{of.length}</span>
      </h2>
      <ul className="organisation-lines">
        {of.map(({ id, name, acronym }) => (
          <li key={id}>
            <Link to="/administracion/dependencias/$id" params={{ id }}>
              {local(name, locale)}
            </Link>{' '}
            <small>{acronym}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
