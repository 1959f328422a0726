/** A disclosure with links and acts: closes on Esc, outside, and when something in it was chosen. */
import { Link, type LinkComponentProps } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

/** What a list keeps from the edge of the window, in CSS pixels. */
const EDGE = 12;
/** A list keeps to its side while this much of it can be seen there: it scrolls before it jumps. */
const ENOUGH = 264;

/**
 * A list that would leave what can be seen opens to the other side of its button, or is moved along it; one longer than all
 * the room there is scrolls. The style is written as it opens, before it is painted: a state would show it in the wrong
 * place first.
 */
function keepListInside(menu: HTMLElement, up: boolean): void {
  const list = menu.querySelector<HTMLElement>('.menu__list');
  if (!list) return;
  list.removeAttribute('style');
  const root = document.documentElement;
  const { top, bottom, left } = menu.getBoundingClientRect();
  // The head of the page lies over what scrolls beneath it: the style sheet says how high it is.
  const above = top - (Number.parseFloat(getComputedStyle(root).scrollPaddingTop) || EDGE);
  const below = root.clientHeight - bottom - EDGE;
  const height = list.scrollHeight + EDGE;
  const upwards = Math.min(height, ENOUGH) > (up ? above : below) ? above > below : up;
  const room = upwards ? above : below;
  Object.assign(
    list.style,
    upwards ? { top: 'auto', bottom: 'calc(100% + 6px)' } : { top: 'calc(100% + 6px)', bottom: 'auto' },
  );
  if (height > room) Object.assign(list.style, { maxHeight: `${Math.floor(room) - EDGE / 2}px`, overflowY: 'auto' });
  const own = list.getBoundingClientRect();
  const inside = Math.max(EDGE, Math.min(own.left, root.clientWidth - EDGE - own.width));
  if (inside !== own.left) Object.assign(list.style, { left: `${Math.round(inside - left)}px`, right: 'auto' });
}

type MenuProps = {
  label: ReactNode;
  children: ReactNode;
  'aria-label'?: string;
  /** Opens upwards, as at the foot of the rail. */
  up?: boolean;
  /** Hangs from the left edge of its button instead of the right one. */
  left?: boolean;
  /** Look of the button; a small one by default. */
  look?: string;
  className?: string;
  /** Each time it opens: what it lists may be fetched then. */
  onOpen?: () => void;
};

export function Menu({
  label,
  children,
  up,
  left,
  look = 'button button--small',
  className,
  onOpen,
  ...rest
}: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): boolean => {
    const open = menu.current?.open ?? false;
    if (menu.current) menu.current.open = false;
    return open;
  };
  useEffect(() => {
    const own = menu.current;
    const outside = (event: Event) => {
      if (own?.open && event.target instanceof Node && !own.contains(event.target)) own.open = false;
    };
    // As it opens, and when what it lists arrives later; told before the page is painted.
    const grown = new ResizeObserver(() => {
      if (own?.open) keepListInside(own, up ?? false);
    });
    const list = own?.querySelector('.menu__list');
    if (list) grown.observe(list);
    const chosen = (event: Event) => {
      if (own && event.target instanceof Element && event.target.closest('.menu__list a, .menu__item'))
        own.open = false;
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    own?.addEventListener('click', chosen);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      own?.removeEventListener('click', chosen);
      grown.disconnect();
    };
  }, [up]);
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !close()) return;
    event.stopPropagation();
    menu.current?.querySelector('summary')?.focus();
  };
  const classes = ['menu', up ? 'menu--up' : '', left ? 'menu--left' : '', className ?? ''].filter(Boolean).join(' ');
  return (
    <details
      ref={menu}
      className={classes}
      onKeyDown={onEscape}
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.();
      }}
    >
      <summary className={look} aria-label={rest['aria-label']}>
        {label}
      </summary>
      <div className="menu__list">{children}</div>
    </details>
  );
}

type ItemProps = { icon?: ReactNode; children: ReactNode; to?: LinkComponentProps<'a'>['to']; onClick?(): void };

/** A link when it leads somewhere, else an act. */
export function MenuItem({ icon, children, to, onClick }: ItemProps) {
  if (to !== undefined) {
    return (
      <Link to={to} className="menu__item" onClick={onClick}>
        {icon}
        {children}
      </Link>
    );
  }
  return (
    <button type="button" className="menu__item" onClick={onClick}>
      {icon}
      {children}
    </button>
  );
}
