/** The head of a service: where it belongs, how many changes wait, and what may be done with it. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ServiceDetail } from '#contract/catalogue-admin.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatTime } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { IconArrowLeft, IconChevronDown, IconPencil } from '#web/shared/ui/icons.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ChangesList } from './changes-list.tsx';
import { DeleteDialog, StandingDialog } from './end-dialogs.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { type Tree, useChanges } from './queries.ts';
import type { ServiceDraft } from './use-service-draft.ts';

type Props = {
  service: ServiceDetail;
  draft: ServiceDraft;
  name: string;
  areas: Tree['areas'];
  /** How much keeps it from being published. */
  troubles: number;
  onCheck: () => void;
  onPublished: (service: ServiceDetail) => void;
  onDiscarded: (service: ServiceDetail) => void;
};
type Opened = 'publish' | 'changes' | 'retire' | 'restore' | 'delete' | null;

const SAVING = {
  still: null,
  waiting: 'builder.saving.waiting',
  saving: 'builder.saving.saving',
  failed: 'builder.saving.failed',
  stale: 'builder.saving.stale',
  unfit: 'builder.saving.unfit',
} as const;

function SavedMark({ draft }: { draft: ServiceDraft }) {
  const t = useT();
  const locale = useLocale();
  const { timeZone } = useInstitution();
  const now = useNow();
  const words = draft.saving === 'saved' ? null : SAVING[draft.saving];
  const at = draft.savedAt === null ? null : formatTime(new Date(draft.savedAt), { timeZone, locale, now });
  return (
    <p role="status">
      {words !== null ? t(words) : draft.saving === 'saved' && at !== null ? t('builder.saving.saved', { at }) : ''}
    </p>
  );
}

/** How many parts the draft changes; of a service never published there is nothing to compare with. */
function useCount({ service, draft }: Props) {
  const isNew = service.versions.length === 0;
  const hasDraft = service.draft !== null || draft.version > 0;
  const changes = useChanges(service.id, hasDraft && !isNew);
  return { isNew, hasDraft, changes: changes.data?.changes ?? [] };
}

function MoreActs({ props, open }: { props: Props; open: (what: Opened) => void }) {
  const { service, draft, onDiscarded } = props;
  const t = useT();
  const toast = useToast();
  const { isNew, hasDraft } = useCount(props);
  const discard = () =>
    draft.discarding.mutate(undefined, {
      onSuccess: (next) => {
        onDiscarded(next);
        toast(t('builder.discarded'));
      },
      onError: (error) => toast(faultText(t, error), 'problem'),
    });
  return (
    <Menu
      label={
        <>
          {t('builder.more')} <IconChevronDown />
        </>
      }
      aria-label={t('builder.more-of', { name: props.name })}
    >
      {hasDraft && !isNew ? <MenuItem onClick={discard}>{t('builder.discard')}</MenuItem> : null}
      {service.state === 'active' ? <MenuItem onClick={() => open('retire')}>{t('builder.retire')}</MenuItem> : null}
      {service.state === 'retired' ? <MenuItem onClick={() => open('restore')}>{t('builder.restore')}</MenuItem> : null}
      <MenuItem onClick={() => open('delete')}>{t('builder.delete')}</MenuItem>
    </Menu>
  );
}

export function ServiceHead(props: Props) {
  const { service, draft, name, areas, troubles, onCheck, onPublished } = props;
  const t = useT();
  const locale = useLocale();
  const navigate = useNavigate();
  const toast = useToast();
  const [opened, open] = useState<Opened>(null);
  const { isNew, hasDraft, changes } = useCount(props);
  const area = areas.find(({ id }) => id === draft.content.areaId);
  const close = () => open(null);
  const publish = async () => {
    if (troubles > 0) return onCheck();
    if (await draft.save()) open('publish');
  };
  const done = (words: string) => (next: ServiceDetail) => {
    close();
    toast(words);
    onPublished(next);
  };
  return (
    <header className="cat__head">
      <Link to="/catalogo" search={(before) => ({ q: before.q })} className="cat-back cat__back">
        <IconArrowLeft /> {t('builder.title')}
      </Link>
      <div className="grow">
        <div className="cat__where mini sub">
          <p>
            {area ? local(area.name, locale) : ''} · {draft.content.code}
          </p>
          <SavedMark draft={draft} />
        </div>
        <h1 id="service-name" tabIndex={-1}>
          {name}
        </h1>
      </div>
      <div className="cat__acts">
        {service.state === 'retired' ? <span className="chip">{t('builder.state.retired')}</span> : null}
        {isNew ? <span className="chip cat-chip--draft">{t('builder.state.draft')}</span> : null}
        {hasDraft && !isNew ? (
          <>
            <span className="chip cat-chip--draft">
              <IconPencil /> {t('builder.changes.count', { count: changes.length })}
            </span>
            <Button onClick={() => open('changes')}>{t('builder.changes.see')}</Button>
          </>
        ) : null}
        {hasDraft || isNew || draft.saving !== 'still' ? (
          <Button kind="primary" onClick={() => void publish()}>
            {t('builder.publish')}
          </Button>
        ) : null}
        <MoreActs props={props} open={open} />
      </div>
      <Dialog open={opened === 'changes'} wide onClose={close} title={t('builder.changes.title', { name })}>
        <ChangesList changes={changes} />
      </Dialog>
      {opened === 'publish' ? (
        <PublishDialog
          service={service}
          name={name}
          version={draft.version}
          onClose={close}
          onDone={done(t('builder.published', { name }))}
        />
      ) : null}
      {opened === 'retire' || opened === 'restore' ? (
        <StandingDialog
          service={service}
          name={name}
          what={opened}
          onClose={close}
          onDone={done(t(opened === 'retire' ? 'builder.retired' : 'builder.restored', { name }))}
        />
      ) : null}
      {opened === 'delete' ? (
        <DeleteDialog
          service={service}
          name={name}
          onClose={close}
          onDone={() => {
            toast(t('builder.deleted', { name }));
            void navigate({ to: '/catalogo' });
          }}
        />
      ) : null}
    </header>
  );
}
