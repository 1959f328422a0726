/** What was said and what happened, in order, along one line. */
import type { ReactNode } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Avatar } from './avatar.tsx';
import { IconHistory, IconLock } from './icons.tsx';

type MessageProps = {
  initials: string;
  photoId?: string | null;
  name: string;
  /** The moment in words, ready to show. */
  at: string;
  side: 'requester' | 'desk';
  mine: boolean;
  /** Striped, tinted and said in words: the requester never sees it. */
  internal?: boolean;
  /** Waits for an answer. */
  question?: boolean;
  unread?: boolean;
  /** Of its entry, so that the page can lead there. */
  sequence?: number;
  children: ReactNode;
  attachments?: ReactNode;
  /** What may be done with it, at the end of its head. */
  act?: ReactNode;
};

export function ThreadMessage(props: MessageProps) {
  const { initials, photoId, name, at, side, mine, internal, question, unread, sequence, children, attachments, act } =
    props;
  const t = useT();
  const classes = [
    'message',
    internal ? 'message--note' : mine ? 'message--mine' : '',
    question && !internal ? 'message--question' : '',
  ];
  return (
    <article className={classes.filter(Boolean).join(' ')} data-sequence={sequence} tabIndex={-1}>
      <Avatar initials={initials} photoId={photoId} tone={side} />
      <div>
        <div className="message__head">
          <b>{name}</b>
          {internal ? (
            <span className="message__note">
              <IconLock />
              {t('common.thread.internal')}
            </span>
          ) : null}
          <span>{at}</span>
          {unread ? (
            <>
              <span className="unread-dot" aria-hidden="true" />
              <span className="visually-hidden">{t('common.thread.unread')}</span>
            </>
          ) : null}
          {act}
        </div>
        <div className="message__body">
          {children}
          {attachments}
        </div>
      </div>
    </article>
  );
}

export function ThreadEvent({ at, children, icon }: { at: string; children: ReactNode; icon?: ReactNode }) {
  return (
    <div className="event">
      <span className="event__sign">{icon ?? <IconHistory />}</span>
      <span>
        {children} · {at}
      </span>
    </div>
  );
}

export function ThreadFold({ count, onOpen }: { count: number; onOpen(): void }) {
  const t = useT();
  return (
    <div className="fold">
      <button type="button" className="fold__open" onClick={onOpen}>
        <span className="fold__n">{count}</span>
        {t('common.thread.earlier', { count })}
      </button>
    </div>
  );
}
