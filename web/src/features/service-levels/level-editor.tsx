/** The form of a level: its draft is kept on the server, published with a reason, and never overwrites another's. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { CoherentLevel, type LevelDetail } from '#contract/service-levels.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors, whoWasFirst } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { IconPencil } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { contentOf, type Faults, onBoxes, startOf } from './level-draft.ts';
import { LevelFields } from './level-fields.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { type Calendars, useDiscardDraft, useLevel, useSaveDraft } from './queries.ts';

type Props = {
  id: string;
  /** Null: nothing of it is on the server yet. */
  level: LevelDetail | null;
  calendars: Calendars;
  header: ReactNode;
  tabs?: ReactNode;
  /** How many fields of the draft differ from what is in force. */
  changes?: number;
  children?: ReactNode;
};

const PREFIX = 'level';

export function LevelEditor({ id, level, calendars, header, tabs, changes = 0, children }: Props) {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const saved = useLevel(level === null ? null : id);
  const kept = useKept(level === null ? 'level' : `level.${id}`, startOf(t, level));
  const [attempt, setAttempt] = useState(0);
  const [wrong, setWrong] = useState<Faults>({});
  const { ver }: { ver?: string } = useSearch({ strict: false });
  const save = useSaveDraft(id);
  const discard = useDiscardDraft(id);
  const form = useStandAtRefusal(save.error);
  const { draft, edition } = kept.value;
  const unsaved = JSON.stringify(kept.value) !== JSON.stringify(startOf(t, level));
  const faults = Object.entries(wrong).map(([box, message]) => ({ id: `${PREFIX}-${box}`, message: message ?? '' }));

  const keep = async (): Promise<LevelDetail | null> => {
    const content = contentOf(draft);
    const found = onBoxes(t, faultsOf(t, CoherentLevel, content), draft);
    setWrong(found);
    setAttempt(attempt + 1);
    if (Object.keys(found).length === 1 && form.current) standAtFault(form.current);
    if (Object.keys(found).length > 0) return null;
    const kind = await save.mutateAsync({ edition, content }).catch((error: unknown) => {
      setWrong(onBoxes(t, fieldErrors(t, error), draft));
      return null;
    });
    if (kind !== null) kept.settle(startOf(t, kind));
    return kind;
  };
  /** The first saving of a level gives it an address of its own. */
  const show = (what?: 'cambios') =>
    navigate({ to: '/niveles/$id', params: { id }, search: { ver: what }, replace: true });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending || (await keep()) === null) return;
    toast(t('levels.draft.saved'));
    if (level === null) await show();
  };
  const look = async () => {
    if (save.isPending) return;
    if ((unsaved || level?.draft === null) && (await keep()) === null) return;
    await show('cambios');
  };
  const theirs = async (which: 'theirs' | 'mine') => {
    const { data } = await saved.refetch();
    if (data === undefined) return;
    const start = startOf(t, data);
    kept.settle(start);
    if (which === 'mine') kept.set({ draft, edition: start.edition });
    setWrong({});
    save.reset();
  };
  const drop = () =>
    discard.mutate(undefined, {
      onSuccess: async () => {
        toast(t('levels.draft.discarded'));
        if (level === null || level.versions.length === 0) return navigate({ to: '/niveles' });
        await theirs('theirs');
      },
    });
  return (
    <>
      <header className="split__top">
        {header}
        {changes > 0 ? (
          <span className="chip chip--attention">
            <IconPencil /> {t('levels.changes', { count: changes })}
          </span>
        ) : null}
        {children}
        <Button kind="primary" onClick={() => void look()}>
          {t('levels.review')}
        </Button>
      </header>
      {tabs}
      <form ref={form} className="split__body adm-form" onSubmit={(event) => void submit(event)} noValidate>
        <KeptNotice show={kept.restored} onDrop={() => kept.settle(startOf(t, level))} />
        {faults.length > 1 ? <ErrorSummary key={attempt} errors={faults} /> : null}
        <Trouble error={save.error ?? discard.error} hasFaults={faults.length > 0} onChoose={theirs} />
        <LevelFields
          value={draft}
          onChange={(next) => kept.set({ draft: next, edition })}
          faults={wrong}
          calendars={calendars}
          prefix={PREFIX}
          isNew={level === null || level.versions.length === 0}
        />
        <div className="adm-form__acts">
          <Button type="submit" busy={save.isPending}>
            {t('levels.draft.save')}
          </Button>
          {level?.draft ? (
            <Button kind="quiet" busy={discard.isPending} onClick={drop}>
              {t('levels.draft.discard')}
            </Button>
          ) : null}
        </div>
      </form>
      {ver === 'cambios' && level?.draft ? (
        <PublishDialog level={level} calendars={calendars} onClose={() => void show()} />
      ) : null}
    </>
  );
}

type TroubleProps = { error: unknown; hasFaults: boolean; onChoose: (which: 'theirs' | 'mine') => Promise<void> };

function Trouble({ error, hasFaults, onChoose }: TroubleProps) {
  const t = useT();
  if (error === null || error === undefined || hasFaults) return null;
  if (!(error instanceof Refused && error.problem.code === 'version.stale'))
    return (
      <Notice kind="problem" role="alert">
        {faultText(t, error)}
      </Notice>
    );
  return (
    <Notice
      kind="warning"
      role="alert"
      action={
        <>
          <Button small onClick={() => void onChoose('theirs')}>
            {t('levels.stale.theirs')}
          </Button>
          <Button small onClick={() => void onChoose('mine')}>
            {t('levels.stale.mine')}
          </Button>
        </>
      }
    >
      {t('levels.stale.text', { first: whoWasFirst(t, error) })}
    </Notice>
  );
}
