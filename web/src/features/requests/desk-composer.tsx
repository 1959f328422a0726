/** Where the desk writes: to the requester, or a note nobody outside will read. The two must never be confused. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { MESSAGE_MAX, type RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Composer } from '#web/shared/ui/composer.tsx';
import { TextArea } from '#web/shared/ui/field.tsx';
import { IconLock, IconReply } from '#web/shared/ui/icons.tsx';
import { FilePicker, FilesRow } from './files-row.tsx';
import { acts } from './queries.ts';
import { sendsOn } from './reply-composer.tsx';
import { ReplyTrouble } from './reply-trouble.tsx';
import { usePageFiles } from './use-page-files.ts';
import type { Box, Reply } from './use-reply.ts';
import { firstName } from './words.ts';

function Tabs({
  box,
  boxes,
  panel,
  onChoose,
}: {
  box: Box;
  boxes: Box[];
  panel: string;
  onChoose: (box: Box) => void;
}) {
  const t = useT();
  const buttons = useRef(new Map<Box, HTMLButtonElement>());
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const other = boxes.find((one) => one !== box);
    if (other === undefined) return;
    onChoose(other);
    buttons.current.get(other)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={t('console.composer.tabs')} onKeyDown={move}>
      {boxes.map((one) => (
        <button
          key={one}
          ref={(element) => {
            if (element) buttons.current.set(one, element);
          }}
          type="button"
          role="tab"
          id={`${panel}-${one}`}
          aria-selected={one === box}
          aria-controls={panel}
          tabIndex={one === box ? 0 : -1}
          onClick={() => onChoose(one)}
        >
          {one === 'reply' ? <IconReply /> : <IconLock />}
          {t(one === 'reply' ? 'console.composer.reply' : 'console.composer.note')}
        </button>
      ))}
    </div>
  );
}

function SendButtons({ view, box, busy, act }: { view: RequestView; box: Box; busy: boolean; act: Acts }) {
  const t = useT();
  if (box === 'note')
    return (
      <Button kind="primary" type="submit" busy={busy}>
        {t('console.composer.save-note')}
      </Button>
    );
  if (!view.can.ask)
    return (
      <Button kind="primary" type="submit" busy={busy}>
        {t('console.composer.send')}
      </Button>
    );
  return (
    <>
      <Button busy={busy} onClick={act.send}>
        {t('console.composer.send')}
      </Button>
      <Button kind="primary" type="submit" busy={busy}>
        {t('console.composer.ask')}
      </Button>
    </>
  );
}

type Acts = { send: () => void; ask: () => void; note: () => void };

type Props = { view: RequestView; reply: Reply; note: Reply; children: ReactNode };

export function DeskComposer({ view, reply, note, children }: Props) {
  const t = useT();
  const id = useId();
  const boxes: Box[] = [
    ...(view.can.message ? (['reply'] as const) : []),
    ...(view.can.note ? (['note'] as const) : []),
  ];
  const [chosen, choose] = useState<Box>('reply');
  const box = boxes.includes(chosen) ? chosen : (boxes[0] ?? 'note');
  const now = box === 'reply' ? reply : note;
  const act: Acts = {
    send: () => void reply.send(({ key, ...body }) => acts.message(view, { body, key })),
    ask: () => void reply.send(({ key, ...body }) => acts.ask(view, { body, key })),
    note: () => void note.send(({ key, text, attachments }) => acts.note(view, { body: { text, attachments }, key })),
  };
  const primary = box === 'note' ? act.note : view.can.ask ? act.ask : act.send;
  const label = t(box === 'reply' ? 'console.composer.reply-to' : 'console.composer.note-label', {
    name: firstName(view.requesterName),
  });
  usePageFiles(now.files.add, (n) => t('requests.files.pasted', { n }));
  return (
    <form
      className="rq-work__reply"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        primary();
      }}
    >
      {children}
      <ReplyTrouble trouble={now.trouble} />
      <Composer
        tone={box === 'note' ? 'internal' : 'plain'}
        tabs={boxes.length > 1 ? <Tabs box={box} boxes={boxes} panel={id} onChoose={choose} /> : null}
        banner={
          box === 'note' ? (
            <>
              <IconLock />
              <strong>{t('console.composer.unseen')}</strong>
            </>
          ) : null
        }
        textarea={
          <TextArea
            key={box}
            id={id}
            aria-label={label}
            rows={1}
            value={now.text}
            maxLength={MESSAGE_MAX}
            placeholder={label}
            aria-invalid={now.trouble?.kind === 'empty' ? true : undefined}
            onChange={(event) => now.write(event.currentTarget.value)}
            onKeyDown={sendsOn(primary)}
          />
        }
        attachments={now.pending === null ? <FilesRow files={now.files} /> : null}
        footer={
          <>
            <FilePicker onFiles={now.files.add} />
            <span className="grow" />
            <SendButtons view={view} box={box} busy={now.pending !== null} act={act} />
          </>
        }
      />
    </form>
  );
}
