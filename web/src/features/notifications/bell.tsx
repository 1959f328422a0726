/** The bell: how many notices are unread, and a panel with the latest. */
import '#web/styles/notices-panel.css';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { late } from '#web/shared/announcements/late.tsx';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconBell } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';

type PanelProps = { unread: number; close: () => void };

/** Its sentences are many, and most pages are left without opening it. */
const BellPanel = late<PanelProps>(
  async () => {
    const [file] = await Promise.all([import('./bell-panel.tsx'), loadSections('bell')]);
    return { default: file.BellPanel };
  },
  <Skeleton lines={4} />,
);

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
        {open ? <BellPanel unread={count} close={() => setOpen(false)} /> : null}
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
