/** The hand-over note of a shift: written here, then read here by who comes next. */
import '#web/styles/administration.css';
import '#web/styles/duty.css';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { HANDOVER_MAX } from '#contract/handovers.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { FigureTable } from './figures.tsx';
import { NoteView } from './note-view.tsx';
import { useClose, useHandover, useSaveDraft } from './queries.ts';
import { useDates } from './use-dates.ts';

export function HandoverPage() {
  const t = useT();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const sheet = useHandover(id);
  const isNone = sheet.error instanceof Refused && [400, 403, 404].includes(sheet.error.problem.status);
  return (
    <div className="desk__body admin duty">
      <nav className="crumbs" aria-label={t('shifts.path')}>
        <Link to="/guardia">
          <IconArrowLeft /> {t('shifts.title')}
        </Link>
      </nav>
      {isNone ? (
        <EmptyState page drawing="search" title={t('shifts.note-missing')}>
          <p>{t('shifts.note-missing-text')}</p>
        </EmptyState>
      ) : (
        <>
          <h1>{t('shifts.note-title')}</h1>
          <LoadTrouble of={sheet} />
          {sheet.isPending ? <Skeleton rows={5} /> : null}
          {sheet.data && sheet.data.note === null ? <Writing key={id} id={id} sheet={sheet.data} /> : null}
          {sheet.data?.note ? <NoteView note={sheet.data.note} /> : null}
          {sheet.data?.corrections.map((note) => (
            <NoteView key={note.id} note={note} />
          ))}
        </>
      )}
    </div>
  );
}

type DraftState = 'none' | 'typing' | 'kept' | 'lost';
const DRAFT_WORDS = {
  none: 'shifts.draft.none',
  typing: 'shifts.draft.typing',
  kept: 'shifts.draft.kept',
  lost: 'shifts.draft.lost',
} as const;

type Sheet = NonNullable<ReturnType<typeof useHandover>['data']>;

const QUIET_MS = 1_200;

function Writing({ id, sheet }: { id: string; sheet: Sheet }) {
  const t = useT();
  const toast = useToast();
  const dates = useDates();
  const [text, setText] = useState(sheet.draft?.body ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const [key] = useState(newKey);
  const close = useClose(id);
  const draft = useKeptDraft(id, text, sheet.draft?.body ?? '');
  const send = () => {
    if (close.isPending) return;
    if (text.trim() === '') return setFault(t('shifts.note-empty'));
    draft.stop();
    close.mutate({ body: text, key }, { onSuccess: () => toast(t('shifts.handed-over')) });
  };
  return (
    <section className="card card__body stack stack--4">
      {sheet.figures === null ? null : (
        <>
          <h2 className="h2">{t('shifts.figures')}</h2>
          <p className="sub small">{t('shifts.figures-about')}</p>
          <FigureTable figures={sheet.figures} />
        </>
      )}
      {close.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, close.error)}
        </Notice>
      ) : null}
      <Field label={t('shifts.note-text')} hint={t('shifts.note-hint')} error={fault}>
        {(wired) => (
          <TextArea
            {...wired}
            rows={6}
            maxLength={HANDOVER_MAX}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setFault(null);
            }}
          />
        )}
      </Field>
      <p className="sub small" role="status">
        {t(DRAFT_WORDS[draft.state])}
      </p>
      <div className="row row--wrap row--between">
        <p className="sub">
          {sheet.next === null
            ? t('shifts.next-none')
            : t('shifts.next', { name: sheet.next.name, when: dates.when(sheet.next.from) })}
        </p>
        <Button kind="primary" busy={close.isPending} onClick={send}>
          {t('shifts.close-note')}
        </Button>
      </div>
    </section>
  );
}

/** Keeps what is typed on the server, a moment after the last letter. */
function useKeptDraft(id: string, text: string, first: string): { state: DraftState; stop: () => void } {
  const save = useSaveDraft(id);
  const [kept, setKept] = useState(first);
  const stopped = useRef(false);
  const { mutate } = save;
  useEffect(() => {
    if (text === kept || stopped.current) return;
    const timer = setTimeout(() => {
      if (!stopped.current) mutate(text, { onSuccess: () => setKept(text) });
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, kept, mutate]);
  const stop = () => {
    stopped.current = true;
  };
  if (text === kept) return { state: text === '' ? 'none' : 'kept', stop };
  return { state: save.isError ? 'lost' : 'typing', stop };
}
