/** The thread of a request, for its requester and for the desk: what was asked, what happened, what was said. */
import { lazy, type RefObject, Suspense, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestView, TimelineEntry } from '#contract/requests.ts';
import { initialsOfName } from '#web/shared/format.ts';
import { local, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { IconClip } from '#web/shared/ui/icons.tsx';
import { ThreadEvent, ThreadFold, ThreadMessage } from '#web/shared/ui/thread.tsx';
import { AnswersList } from './answers-list.tsx';
import { Covered } from './covering.tsx';
import { FileTiles } from './file-tiles.tsx';
import { openFrom } from './open-from.ts';
import { useMoments } from './use-moments.ts';
import { eventWords } from './words.ts';

/** `waits`: the server has it, and it may still be taken back. */
export type Pending = { text: string; files: readonly AttachmentView[]; internal: boolean; waits?: true };

/** Few come from another desk. */
const FormerDesk = lazy(async () => ({ default: (await import('./former-desk.tsx')).FormerDesk }));

/** It says nothing of its own: what it is about says it better. */
const coversOnly = ({ fact }: TimelineEntry): boolean =>
  fact === 'request.redacted' || fact === 'request.original-opened';

/** Fewer than this many middle entries are not worth a click. */
const FOLD_FROM = 2;

/** What was asked: one line once there is more to read, whole while it is all there is. */
function Opening({ view, open }: { view: RequestView; open: boolean }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  // Of one that came from another desk, the first entry is of whoever brought it in.
  const mine = view.former === null && (view.timeline[0]?.by?.mine ?? false);
  const asker = view.timeline.find((entry) => entry.by?.side === 'requester')?.by;
  const [filed] = view.timeline;
  // Whoever wrote it, where that was on this side: they may have left since, and another follows it.
  const name = view.former === null && filed?.by?.side === 'requester' ? nameIn(t, filed) : view.requesterName;
  return (
    <>
      <details className={mine ? 'brief brief--mine' : 'brief'} open={open}>
        <summary>
          <Avatar
            initials={asker?.initials ?? initialsOfName(view.requesterName)}
            photoId={asker?.photoId ?? view.requester?.photoId ?? null}
            tone="requester"
          />
          <b>{name}</b>
          <time dateTime={view.registeredAt}>{moments.when(view.registeredAt)}</time>
          <span className="clip sub">
            <Covered view={view} show="text" />
          </span>
          {view.attachments.length > 0 ? (
            <span className="brief__files">
              <IconClip />
              <span className="visually-hidden">{t('requests.thread.files', { count: view.attachments.length })}</span>
              <span aria-hidden="true">{view.attachments.length}</span>
            </span>
          ) : null}
        </summary>
        <div className="message__body">
          <p className="prose">
            <Covered view={view} show="text" />
          </p>
          <AnswersList answers={view.answers.filter(({ moment }) => moment === 'filing')} />
          {view.formerAnswers.map((former) => (
            <section
              key={`${former.serviceName.es} ${former.version} ${former.answers[0]?.key}`}
              className="answers-before"
            >
              <h3>
                {t('requests.thread.former', { service: local(former.serviceName, locale), version: former.version })}
              </h3>
              <AnswersList answers={former.answers} />
            </section>
          ))}
          <FileTiles requestId={view.id} files={view.attachments} />
          <Covered view={view} show="act" />
        </div>
      </details>
      <Covered view={view} show="marks" />
    </>
  );
}

/** Who speaks; and for whom, where it is somebody's delegate. */
function nameIn(t: Translate, { by, values }: TimelineEntry): string {
  const name = by?.mine ? t('requests.thread.you') : (by?.name ?? '');
  return values.onAccountOf === undefined ? name : t('requests.thread.on-account', { name, whom: values.onAccountOf });
}

function Entry({ view, entry, asks }: { view: RequestView; entry: TimelineEntry; asks: boolean }) {
  const t = useT();
  const moments = useMoments();
  const words = eventWords(t, entry, { day: entry.values.at === undefined ? moments.day : moments.dayTime });
  const { by, message } = entry;
  return (
    <>
      {words === null ? null : <ThreadEvent at={moments.when(entry.at)}>{words}</ThreadEvent>}
      {message === null || by === null ? null : (
        <ThreadMessage
          initials={by.initials}
          photoId={by.photoId}
          name={nameIn(t, entry)}
          at={moments.when(entry.at)}
          side={by.side}
          mine={by.mine}
          internal={message.visibility === 'internal'}
          question={asks}
          unread={entry.unread}
          sequence={entry.sequence}
          act={<Covered view={view} message={message} show="act" />}
          attachments={
            <>
              <FileTiles requestId={view.id} files={message.attachments} />
              <Covered view={view} message={message} show="marks" />
            </>
          }
        >
          <p className="prose">
            <Covered view={view} message={message} show="text" />
          </p>
        </ThreadMessage>
      )}
    </>
  );
}

/** By whom it was to be attended from the first moment on; which rule said so, for the desk alone. */
function Sent({ view }: { view: RequestView }) {
  const t = useT();
  const moments = useMoments();
  const [first] = view.timeline;
  if (first === undefined || (first.values.rule === undefined && first.values.agent === undefined)) return null;
  return <ThreadEvent at={moments.when(first.at)}>{eventWords(t, first, { day: moments.day })}</ThreadEvent>;
}

type Props = {
  view: RequestView;
  pending: Pending | null;
  reader: { name: string; photoId: string | null };
  end: RefObject<HTMLDivElement | null>;
};

/** From which entry on the thread was open when the page was: what arrives later folds nothing away. */
function useOpenFrom(entries: readonly TimelineEntry[], question: TimelineEntry | null): number {
  const [first] = useState(() => entries[openFrom(entries, question)]?.sequence ?? 0);
  return Math.max(
    entries.findIndex((entry) => entry.sequence >= first),
    0,
  );
}

export function RequestThread({ view, pending, reader, end }: Props) {
  const t = useT();
  const [unfolded, unfold] = useState(false);
  const entries = view.timeline.slice(1);
  const asked = entries.findLast((one) => one.fact === 'request.asked') ?? null;
  const question = view.state === 'waiting_requester' ? asked : null;
  const from = useOpenFrom(entries, question);
  const folded = !unfolded && from >= FOLD_FROM;
  const shown = folded ? entries.slice(from) : entries;

  return (
    <div className="thread">
      <div ref={end} className="thread__end" />
      <Opening view={view} open={entries.every(coversOnly) && (view.former?.messages.length ?? 0) === 0} />
      {view.former === null ? null : (
        <Suspense fallback={null}>
          <FormerDesk view={view} />
        </Suspense>
      )}
      <Sent view={view} />
      {folded ? <ThreadFold count={from} onOpen={() => unfold(true)} /> : null}
      {folded ? (
        <div className="print-only">
          {entries.slice(0, from).map((entry) => (
            <Entry key={entry.sequence} view={view} entry={entry} asks={false} />
          ))}
        </div>
      ) : null}
      {shown.map((entry) => (
        <Entry key={entry.sequence} view={view} entry={entry} asks={entry === question} />
      ))}
      {pending === null ? null : (
        <ThreadMessage
          initials={initialsOfName(reader.name)}
          photoId={reader.photoId}
          name={t('requests.thread.you')}
          at={t(pending.waits ? 'requests.thread.waiting' : 'requests.thread.sending')}
          side={view.requester === null ? 'requester' : 'desk'}
          mine
          internal={pending.internal}
          attachments={<FileTiles requestId={view.id} files={pending.files} />}
        >
          <p className="prose">{pending.text}</p>
        </ThreadMessage>
      )}
    </div>
  );
}
