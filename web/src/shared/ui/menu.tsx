/** A disclosure with links and acts: closes on Esc, outside, and when something in it was chosen. */
import { Link, type LinkComponentProps } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

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
  const [turned, turn] = useState(false);
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
    // A list that would leave the window hangs from the other edge.
    const keepInside = () => {
      const list = own?.open ? own.querySelector('.menu__list')?.getBoundingClientRect() : undefined;
      if (list && (list.left < 0 || list.right > document.documentElement.clientWidth)) turn((before) => !before);
    };
    const chosen = (event: Event) => {
      if (own && event.target instanceof Element && event.target.closest('.menu__list a, .menu__item'))
        own.open = false;
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    own?.addEventListener('click', chosen);
    own?.addEventListener('toggle', keepInside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      own?.removeEventListener('click', chosen);
      own?.removeEventListener('toggle', keepInside);
    };
  }, []);
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !close()) return;
    event.stopPropagation();
    menu.current?.querySelector('summary')?.focus();
  };
  const classes = ['menu', up ? 'menu--up' : '', Boolean(left) !== turned ? 'menu--left' : '', className ?? '']
    .filter(Boolean)
    .join(' ');
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
