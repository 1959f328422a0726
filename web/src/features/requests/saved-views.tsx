/** Saved views: in the rail with their counts, and the windows that name, share, change and delete them. */
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { type SavedView, saveView, VIEW_NAME_MAX } from '#contract/saved-views.ts';
import { byName } from '#web/shared/by-name.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { IconChevronDown, IconFilter, IconUsers } from '#web/shared/ui/icons.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { useDeskLists } from './desk-lists.ts';
import { useQueueCounts } from './queries.ts';
import { isUsual } from './queue-columns.ts';
import { useQueueHere } from './queue-context.ts';
import { formOf, searchOf, shownCount } from './queue-filters.ts';
import { useDropView, useKeepView, useSavedViews } from './saved-view-queries.ts';

/** The saved view the address names, or null. */
export function useSavedView(): SavedView | null {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const views = useSavedViews().data?.items ?? [];
  return views.find(({ id }) => id === search.guardada) ?? null;
}

/** Where the palette finds them by their name. */
export function useViewPlaces(): { path: string; words: string }[] {
  const router = useRouter();
  const { can } = useSession();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const views = useSavedViews(can.queue).data?.items ?? [];
  return views.map(({ id, name, filters, form, columns }) => ({
    path: router.buildLocation({
      to: '/atencion',
      search: searchOf(filters, { form: form ?? formOf(search), columns, saved: id }),
    }).href,
    words: name,
  }));
}

/** More would push what stands below out of the window; the palette finds the others by their name. */
const AT_HAND = 3;

/** The first of them, and the one on screen wherever it stands; the rest is folded. One alone is not worth a fold. */
function foldedViews(views: readonly SavedView[], here: unknown) {
  const isAtHand = (view: SavedView, order: number) => order < AT_HAND || view.id === here;
  const folded = views.filter((view, order) => !isAtHand(view, order));
  return folded.length < 2 ? { at: views, folded: [] } : { at: views.filter(isAtHand), folded };
}

export function SavedViewLinks({ itemClass, title }: { itemClass?: string; title: string }) {
  const t = useT();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const views = useSavedViews().data?.items ?? [];
  const counts = new Map(useQueueCounts().data?.saved.map(({ id, count }) => [String(id), count]));
  if (views.length === 0) return null;
  const line = (view: SavedView) => {
    const count = counts.get(view.id) ?? null;
    return (
      <Link
        key={view.id}
        className={itemClass}
        to="/atencion"
        search={searchOf(view.filters, { form: view.form ?? formOf(search), columns: view.columns, saved: view.id })}
        title={view.mine ? view.name : `${view.name} · ${t('console.saved.of', { name: view.ownerName })}`}
      >
        {view.teamId === null ? <IconFilter /> : <IconUsers />}
        <span className="clip">{view.name}</span>
        {count === null || count === 0 ? null : (
          <span className="n">
            {shownCount(count)}
            <span className="visually-hidden"> {t('console.view.requests', { count })}</span>
          </span>
        )}
      </Link>
    );
  };
  const { at, folded } = foldedViews(views, search.guardada);
  return (
    <>
      <h2 className="rail__title">{title}</h2>
      {at.map(line)}
      {folded.length === 0 ? null : (
        <details className="rail__fold">
          <summary>
            <IconChevronDown />
            {t('console.saved.others', { count: folded.length })}
          </summary>
          {folded.map(line)}
        </details>
      )}
    </>
  );
}

/** Names the filters in force as a new view, or changes the one given: its name and with whom it is shared. */
export function SaveViewDialog({ view, onClose }: { view: SavedView | null; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const { person } = useSession();
  const { filters, columns, form, put } = useQueueHere();
  const keep = useKeepView(view);
  const teams = (useDeskLists(true).data?.teams ?? []).filter(({ members }) =>
    members.some((each) => each.id === person.id),
  );
  const [name, setName] = useState(view?.name ?? '');
  const [teamId, setTeam] = useState<string>(view?.teamId ?? '');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (keep.isPending) return;
    const stands = { columns: isUsual(columns) ? [] : [...columns], form };
    const body = { name, filters, ...stands, teamId: teamId === '' ? null : teamId };
    const wrong = faultsOf(t, saveView.body, body);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    keep.mutate(body, {
      onSuccess: (kept) => {
        onClose();
        put(kept.filters, { replace: true, saved: kept.id, columns: kept.columns });
      },
      onError: (error) => setFaults(fieldErrors(t, error)),
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(view === null ? 'console.saved.new' : 'console.saved.change')}
      intro={t('console.saved.intro')}
      footer={
        <>
          <Button onClick={onClose}>{t('requests.dialog.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={keep.isPending}>
            {t('console.saved.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="rq-form" onSubmit={submit} noValidate>
        {keep.error ? (
          <Notice kind="problem" role="alert">
            {actText(t, keep.error)}
          </Notice>
        ) : null}
        <Field label={t('console.saved.name')} error={faults.name ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              maxLength={VIEW_NAME_MAX}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('console.saved.for')} error={faults.teamId ?? null}>
          {(wired) => (
            <Select {...wired} value={teamId} onChange={(event) => setTeam(event.currentTarget.value)}>
              <option value="">{t('console.saved.mine')}</option>
              {byName(teams, locale).map((team) => (
                <option key={team.id} value={team.id}>
                  {local(team.name, locale)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function DropViewDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const t = useT();
  const drop = useDropView();
  const { filters, put } = useQueueHere();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('console.saved.drop-title', { name: view.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('requests.dialog.back')}</Button>
          <Button
            kind="danger"
            busy={drop.isPending}
            onClick={() =>
              drop.mutate(view.id, {
                onSuccess: () => {
                  onClose();
                  put({ view: filters.view }, { replace: true, saved: null });
                },
              })
            }
          >
            {t('console.saved.drop')}
          </Button>
        </>
      }
    >
      {drop.error ? (
        <Notice kind="problem" role="alert">
          {actText(t, drop.error)}
        </Notice>
      ) : null}
      <p>{t(view.teamId === null ? 'console.saved.drop-mine' : 'console.saved.drop-team')}</p>
    </Dialog>
  );
}

type Shown = 'new' | 'change' | 'drop' | null;

/** What can be done with the view on screen; nothing while there is nothing of it to keep. */
export function SavedViewMenu({ narrowed }: { narrowed: boolean }) {
  const t = useT();
  const view = useSavedView();
  const [shown, show] = useState<Shown>(null);
  const close = () => show(null);
  const windows = (
    <>
      {shown === 'new' ? <SaveViewDialog view={null} onClose={close} /> : null}
      {shown === 'change' && view ? <SaveViewDialog view={view} onClose={close} /> : null}
      {shown === 'drop' && view ? <DropViewDialog view={view} onClose={close} /> : null}
    </>
  );
  if (!view?.canChange) {
    return (
      <>
        {narrowed ? (
          <Button kind="quiet" small onClick={() => show('new')}>
            {t('console.saved.new')}
          </Button>
        ) : null}
        {windows}
      </>
    );
  }
  return (
    <>
      <Menu label={t('console.saved.menu')} look="button button--quiet button--small">
        <MenuItem onClick={() => show('change')}>{t('console.saved.change')}</MenuItem>
        <MenuItem onClick={() => show('new')}>{t('console.saved.as-new')}</MenuItem>
        <MenuItem onClick={() => show('drop')}>{t('console.saved.drop')}</MenuItem>
      </Menu>
      {windows}
    </>
  );
}
