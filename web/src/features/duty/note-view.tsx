/** A note as it was left, whether it was read, and what may still be done with it. */
import { useLayoutEffect, useRef, useState } from 'react';
import { HANDOVER_MAX, type HandoverView } from '#contract/handovers.ts';
import { newKey } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { FigureTable } from './figures.tsx';
import { useConfirm, useCorrect, useReword } from './queries.ts';
import { useDates } from './use-dates.ts';

type Writing = 'reword' | 'correct' | null;

export function NoteView({ note }: { note: HandoverView }) {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  const [writing, write] = useState<Writing>(null);
  const isCorrection = note.corrects !== null;
  return (
    <article className="card card__body stack stack--4">
      <header className="stack stack--1">
        <h2 className="h2 wrap">
          {isCorrection ? t('shifts.correction') : (note.teamName && local(note.teamName, locale)) || t('shifts.whole')}
        </h2>
        <p className="sub wrap">
          {t('shifts.note-by', { name: note.author.name, when: dates.dayTime(note.closedAt) })}
        </p>
        {isCorrection ? null : <p className="sub small">{dates.span(note.shift.from, note.shift.to)}</p>}
      </header>
      {writing === 'reword' ? (
        <NoteForm note={note} kind="reword" onDone={() => write(null)} />
      ) : (
        <p className="duty-note__body">{note.body}</p>
      )}
      <FigureTable figures={note.figures} />
      <Reading note={note} />
      {writing === 'correct' ? <NoteForm note={note} kind="correct" onDone={() => write(null)} /> : null}
      {writing === null && (note.can.reword || note.can.correct) ? (
        <div className="row row--wrap">
          {note.can.reword ? <Button onClick={() => write('reword')}>{t('shifts.reword')}</Button> : null}
          {note.can.correct ? <Button onClick={() => write('correct')}>{t('shifts.correct')}</Button> : null}
        </div>
      ) : null}
    </article>
  );
}

/** Enterado: by whom and when, or the button for whoever should. */
function Reading({ note }: { note: HandoverView }) {
  const t = useT();
  const toast = useToast();
  const dates = useDates();
  const confirm = useConfirm();
  if (note.confirmed !== null)
    return (
      <Notice kind="good">
        {t('shifts.confirmed-by', { name: note.confirmed.name, when: dates.dayTime(note.confirmed.at) })}
      </Notice>
    );
  const send = () =>
    confirm.mutate(
      { id: note.id, body: { version: note.version } },
      { onSuccess: () => toast(t('shifts.confirmed-now')) },
    );
  return (
    <>
      {confirm.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, confirm.error)}
        </Notice>
      ) : null}
      <div className="row row--wrap row--between">
        <p className="sub wrap">
          {note.nextName === null ? t('shifts.waits-anybody') : t('shifts.waits', { name: note.nextName })}
        </p>
        {note.can.confirm ? (
          <Button kind="primary" icon={<IconCheck />} busy={confirm.isPending} onClick={send}>
            {t('shifts.confirm')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function NoteForm({ note, kind, onDone }: { note: HandoverView; kind: 'reword' | 'correct'; onDone: () => void }) {
  const t = useT();
  const toast = useToast();
  const [text, setText] = useState(kind === 'reword' ? note.body : '');
  const [fault, setFault] = useState<string | null>(null);
  const [key] = useState(newKey);
  const reword = useReword();
  const correct = useCorrect();
  const area = useRef<HTMLTextAreaElement>(null);
  // The box takes the place of what was pressed: whoever writes by keyboard goes on in it. At once, before anything is
  // painted: a letter that came earlier than the focus would be taken for a shortcut.
  useLayoutEffect(() => area.current?.focus(), []);
  const isBusy = reword.isPending || correct.isPending;
  const error = reword.error ?? correct.error;
  const done = {
    onSuccess: () => {
      toast(t(kind === 'reword' ? 'shifts.reworded' : 'shifts.corrected'));
      onDone();
    },
  };
  const send = () => {
    if (isBusy) return;
    if (text.trim() === '') return setFault(t('shifts.note-empty'));
    if (kind === 'reword') reword.mutate({ id: note.id, body: { body: text, version: note.version } }, done);
    else correct.mutate({ id: note.id, body: { body: text }, key }, done);
  };
  return (
    <div className="stack">
      {error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, error)}
        </Notice>
      ) : null}
      <Field
        label={t(kind === 'reword' ? 'shifts.note-text' : 'shifts.correction')}
        hint={kind === 'correct' ? t('shifts.correction-hint') : undefined}
        error={fault}
      >
        {(wired) => (
          <TextArea
            {...wired}
            ref={area}
            rows={4}
            maxLength={HANDOVER_MAX}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="row row--wrap">
        <Button onClick={onDone}>{t('shifts.cancel')}</Button>
        <Button kind="primary" busy={isBusy} onClick={send}>
          {t('shifts.save-one')}
        </Button>
      </div>
    </div>
  );
}
