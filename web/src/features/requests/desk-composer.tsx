/** Where the desk writes: to the requester, or a note nobody outside will read. The two must never be confused. */
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { MESSAGE_MAX, type RequestView } from '#contract/requests.ts';
import { useCommand } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Composer } from '#web/shared/ui/composer.tsx';
import { TextArea } from '#web/shared/ui/field.tsx';
import { IconChevronDown, IconLock, IconReply } from '#web/shared/ui/icons.tsx';
import { Keys } from '#web/shared/ui/keys.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ResolveDialog } from './attend-dialogs.tsx';
import { blanksOf, standAtBlank } from './blanks.ts';
import { deskActs, heldActs } from './desk-acts.ts';
import { FilePicker, FilesRow } from './files-row.tsx';
import { useQueueAround } from './queue-context.ts';
import { sendsOn } from './reply-composer.tsx';
import { ReplyTrouble } from './reply-trouble.tsx';
import { useServerDraft } from './server-draft.ts';
import { TemplateMenu } from './template-menu.tsx';
import { usePageFiles } from './use-page-files.ts';
import type { Box, Reply } from './use-reply.ts';
import type { Waits } from './waits.ts';
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
          <Keys of={one} />
        </button>
      ))}
    </div>
  );
}

type SendProps = { view: RequestView; box: Box; busy: boolean; act: Acts };

/** The usual way to send, and the others behind the arrow beside it. */
function SendButtons({ view, box, busy, act }: SendProps) {
  const t = useT();
  const { can } = view;
  const main =
    box === 'note' ? 'console.composer.save-note' : can.ask ? 'console.composer.ask' : 'console.composer.send';
  const others = box === 'reply' && (can.ask || can.resolve);
  return (
    <span className={others ? 'split' : undefined}>
      <Button kind="primary" type="submit" busy={busy} title={t('console.composer.send-key')}>
        {t(main)}
      </Button>
      {others ? (
        <Menu
          up
          look="button button--primary button--icon"
          aria-label={t('console.composer.other-ways')}
          label={<IconChevronDown />}
        >
          {can.ask ? <MenuItem onClick={act.send}>{t('console.composer.send-on')}</MenuItem> : null}
          {can.resolve ? <MenuItem onClick={act.resolve}>{t('console.composer.send-resolve')}</MenuItem> : null}
        </Menu>
      ) : null}
    </span>
  );
}

type Acts = { send: () => void; ask: () => void; note: () => void; resolve: () => void };

/** The keys of the two boxes: each opens its own and stands in it. */
function useBoxKeys(boxes: readonly Box[], choose: (box: Box) => void) {
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [wanted, want] = useState(0);
  useLayoutEffect(() => {
    if (wanted > 0) area.current?.focus();
  }, [wanted]);
  const stand = (box: Box) => () => {
    choose(box);
    want((before) => before + 1);
  };
  useCommand('reply', boxes.includes('reply') ? stand('reply') : null);
  useCommand('note', boxes.includes('note') ? stand('note') : null);
  return area;
}

function Lacking({ blanks }: { blanks: string }) {
  const t = useT();
  if (blanks === '') return null;
  return (
    <Notice kind="warning" role="alert">
      {t('console.composer.blanks', { names: blanks })}
    </Notice>
  );
}

const ANSWERS = ['message', 'ask'] as const;

type Props = { view: RequestView; reference: string; reply: Reply; note: Reply; children: ReactNode };

export function DeskComposer({ view, reference, reply, note, children }: Props) {
  const t = useT();
  const id = useId();
  const queue = useQueueAround();
  const [resolving, resolve] = useState(false);
  const boxes: Box[] = [
    ...(view.can.message ? (['reply'] as const) : []),
    ...(view.can.note ? (['note'] as const) : []),
  ];
  const [chosen, choose] = useState<Box>('reply');
  const box = boxes.includes(chosen) ? chosen : (boxes[0] ?? 'note');
  const now = box === 'reply' ? reply : note;
  const sending = now.pending !== null && !now.pending.waits;
  const goOn = (next: RequestView | Waits): RequestView | Waits => {
    queue?.goOn(view.id);
    return next;
  };
  const area = useBoxKeys(boxes, choose);
  useCommand('send', now.text.trim() === '' ? null : () => primary());
  const [lacking, lack] = useState(false);
  const blanks = box === 'reply' ? blanksOf(now.text) : '';
  /** What a template left open is filled in before anybody reads it. */
  const whole = (done: () => void) => () => {
    lack(blanks !== '');
    if (blanks === '') done();
    else standAtBlank(area.current);
  };
  const insert = (text: string) => {
    now.write(now.text.trim() === '' ? text : `${now.text}\n\n${text}`);
    // Once the words are drawn.
    requestAnimationFrame(() => standAtBlank(area.current) || area.current?.focus());
  };
  const act: Acts = {
    send: whole(() => void reply.send(({ key, place, ...body }) => heldActs.message(view, { body, key, place }))),
    ask: whole(() => void reply.send(({ key, place, ...body }) => heldActs.ask(view, { body, key, place }).then(goOn))),
    resolve: whole(() => void reply.files.settle().then((settled) => resolve(settled))),
    note: () =>
      void note.send(({ key, text, attachments }) => deskActs.note(view, { body: { text, attachments }, key })),
  };
  const primary = box === 'note' ? act.note : view.can.ask ? act.ask : act.send;
  const label = t(box === 'reply' ? 'console.composer.reply-to' : 'console.composer.note-label', {
    name: firstName(view.requesterName),
  });
  const kept = { reply: useServerDraft(view, 'reply', reply), note: useServerDraft(view, 'note', note) };
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
      <ReplyTrouble
        trouble={now.trouble}
        onSend={primary}
        onDrop={() => {
          now.write('');
          now.forgive();
        }}
      />
      <Lacking blanks={lacking ? blanks : ''} />
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
            ref={area}
            id={id}
            aria-label={label}
            rows={1}
            value={now.text}
            maxLength={MESSAGE_MAX}
            placeholder={label}
            aria-invalid={now.trouble?.kind === 'empty' ? true : undefined}
            onChange={(event) => now.write(event.currentTarget.value)}
            onKeyDown={(event) => {
              sendsOn(primary)(event);
              if (event.key === 'Escape') queue?.want({ id: view.id });
            }}
          />
        }
        attachments={sending ? null : <FilesRow files={now.files} />}
        footer={
          <>
            <FilePicker onFiles={now.files.add} />
            {box === 'reply' ? <TemplateMenu view={view} up purposes={ANSWERS} onChoose={insert} /> : null}
            <span className="grow mini sub rq-kept" role="status">
              {kept[box] ? t('console.composer.kept') : ''}
            </span>
            <SendButtons view={view} box={box} busy={sending} act={act} />
          </>
        }
      />
      {resolving ? (
        <ResolveDialog
          view={view}
          reference={reference}
          open
          written={{ text: reply.text, attachments: reply.files.ready().map((file) => file.id) }}
          onClose={() => resolve(false)}
          onDone={() => {
            reply.write('');
            reply.files.reset();
            queue?.goOn(view.id);
          }}
        />
      ) : null}
    </form>
  );
}
