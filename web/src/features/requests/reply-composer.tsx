/** Where the requester writes: always in sight, amber when it is their turn. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { MESSAGE_MAX, type RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Composer } from '#web/shared/ui/composer.tsx';
import { TextArea } from '#web/shared/ui/field.tsx';
import { IconReply, IconSend } from '#web/shared/ui/icons.tsx';
import { FilePicker, FilesRow } from './files-row.tsx';
import { acts } from './queries.ts';
import { ReplyTrouble } from './reply-trouble.tsx';
import { usePageFiles } from './use-page-files.ts';
import type { Reply } from './use-reply.ts';

/** Ctrl+Enter sends, as people know it from mail. */
export const sendsOn = (send: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  send();
};

type Props = { view: RequestView; reply: Reply; focused: boolean; children: ReactNode };

export function ReplyComposer({ view, reply, focused, children }: Props) {
  const t = useT();
  const id = useId();
  const turn = view.state === 'waiting_requester';
  const send = () => void reply.send(({ key, place: _here, ...body }) => acts.message(view, { body, key }));
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused) area.current?.focus();
  }, [focused]);
  usePageFiles(reply.files.add, (n) => t('requests.files.pasted', { n }));
  return (
    <form
      className="reply"
      aria-label={t('requests.reply.label')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <ReplyTrouble trouble={reply.trouble} />
      <Composer
        tone={turn ? 'waiting' : 'plain'}
        banner={
          turn ? (
            <>
              <IconReply />
              <span>
                <strong>{t('requests.reply.your-turn')}</strong>{' '}
                <span className="desktop-only">{t('requests.reply.your-turn-text')}</span>
              </span>
            </>
          ) : null
        }
        textarea={
          <>
            <label className="visually-hidden" htmlFor={id}>
              {t('requests.reply.message')}
            </label>
            <TextArea
              id={id}
              ref={area}
              rows={1}
              value={reply.text}
              maxLength={MESSAGE_MAX}
              placeholder={t(turn ? 'requests.reply.answer-hint' : 'requests.reply.hint')}
              aria-invalid={reply.trouble?.kind === 'empty' ? true : undefined}
              onChange={(event) => reply.write(event.currentTarget.value)}
              onKeyDown={sendsOn(send)}
            />
          </>
        }
        attachments={reply.pending === null ? <FilesRow files={reply.files} /> : null}
        footer={
          <>
            <FilePicker onFiles={reply.files.add} camera />
            <span className="grow" />
            <Button kind="primary" type="submit" icon={<IconSend />} busy={reply.pending !== null}>
              {t('requests.reply.send')}
            </Button>
          </>
        }
      />
    </form>
  );
}
