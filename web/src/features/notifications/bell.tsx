/** The bell: how many notices are unread, and a panel with the latest. */
import '#web/styles/notices-panel.css';
import { Link } from '@tanstack/react-router';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow, useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconBell } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { NOTICE_WORDS } from './notice-words.ts';
import { type Notice, useNotices, useReadNotices } from './queries.ts';

export function Bell() {
  const t = useT();
  const id = useId();
  const { unreadNotices: count } = useSession();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useClosing(open, box, () => setOpen(false), button);
  return (
    <div className="bell" ref={box}>
      <Button
        ref={button}
        kind="quiet"
        aria-label={t('common.bell.open', { count })}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconBell />
        {count > 0 ? <span className="count count--attention">{count > 99 ? '99+' : count}</span> : null}
      </Button>
      <section id={id} className="bell__panel" hidden={!open} aria-label={t('common.bell.title')}>
        {open ? <Panel unread={count} close={() => setOpen(false)} /> : null}
      </section>
    </div>
  );
}

type Box = { readonly current: HTMLElement | null };

/** Esc, a press outside and the focus going elsewhere close the panel, which would lie over it; Esc gives the focus back to the button. */
function useClosing(open: boolean, box: Box, close: () => void, button: Box) {
  const closing = useRef(close);
  closing.current = close;
  // Before the panel is painted: a Tab pressed right after opening must find the listeners.
  useLayoutEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      closing.current();
      button.current?.focus();
    };
    const onOutside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) closing.current();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onOutside);
    document.addEventListener('focusin', onOutside);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onOutside);
      document.removeEventListener('focusin', onOutside);
    };
  }, [open, box, button]);
}

function Panel({ unread, close }: { unread: number; close: () => void }) {
  const t = useT();
  const notices = useNotices(true);
  const read = useReadNotices();
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="bell__head">
        <h2>{t('common.bell.title')}</h2>
        {unread > 0 ? (
          <Button small kind="quiet" busy={read.isPending} onClick={() => read.mutate()}>
            {t('common.bell.read')}
          </Button>
        ) : null}
      </div>
      <LoadTrouble of={notices} />
      {notices.isPending ? <Skeleton lines={4} /> : null}
      {notices.data && items.length === 0 ? <p className="bell__empty">{t('common.bell.empty')}</p> : null}
      <ul>
        {items.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} close={close} />
        ))}
      </ul>
      {notices.hasNextPage ? (
        <More onMore={() => void notices.fetchNextPage()} busy={notices.isFetchingNextPage} />
      ) : null}
    </>
  );
}

const DECIDED: readonly Notice['kind'][] = ['request-urgency-asked', 'request-urgency-objected'];

/** What is of no request: of shifts and of what was left. */
const ON_CALL: readonly Notice['kind'][] = ['shift-swapped', 'handover-left'];

/** Where what the notice tells of is read, or decided. */
function pageOf({ kind, side }: Notice) {
  if (DECIDED.includes(kind)) return '/urgencias/$ref';
  return side === 'desk' ? '/atencion/$ref' : '/solicitudes/$ref';
}

function NoticeLine({ notice, close }: { notice: Notice; close: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const { folio = '', subject = '', by = '' } = notice.values;
  const inside = (
    <>
      <span className="strong">
        {notice.read ? null : <span className="unread-dot" />}
        {notice.read ? null : <span className="visually-hidden">{t('common.bell.new')} </span>}{' '}
        {t(NOTICE_WORDS[notice.kind], { ...notice.values, folio, by: by || t('common.bell.desk') })}
      </span>
      <span className="sub small clip">{subject}</span>
      <time className="faint mini" dateTime={notice.at}>
        {formatWhen(new Date(notice.at), { timeZone, locale, now })}
      </time>
    </>
  );
  return (
    <li>
      {notice.kind === 'error-reported' ? (
        <Link className="bell__line" to="/administracion/errores" onClick={close}>
          {inside}
        </Link>
      ) : ON_CALL.includes(notice.kind) ? (
        <Link className="bell__line" to="/guardia" onClick={close}>
          {inside}
        </Link>
      ) : notice.requestRef === null ? (
        <span className="bell__line">{inside}</span>
      ) : (
        <Link className="bell__line" to={pageOf(notice)} params={{ ref: notice.requestRef }} onClick={close}>
          {inside}
        </Link>
      )}
    </li>
  );
}
