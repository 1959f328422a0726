/** What the shells share: shapes of what they are given, the way past the bar, the person's button. */
import { Link, useMatchRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { IconChevronDown } from '#web/shared/ui/icons.tsx';
import { Menu } from '#web/shared/ui/menu.tsx';

/** `main`: what one comes for. */
export type NavItem = {
  to: string;
  label: string;
  icon: ReactNode;
  count?: number;
  main?: boolean;
  /** An address whose pages are reached from here, and have no line of their own. */
  also?: string;
  /** Pages under it have a line of their own. */
  exact?: boolean;
};
export type ShellUser = { name: string; initials: string; photoId?: string | null; menu: ReactNode };

export function SkipLink() {
  const t = useT();
  return (
    <a className="skip-link" href="#content">
      {t('common.skip')}
    </a>
  );
}

/** The router says by itself which one is here (`aria-current`). */
export function NavLink({ item, className }: { item: NavItem; className?: string }) {
  const isHere = useMatchRoute();
  const also = item.also !== undefined && isHere({ to: item.also, fuzzy: true } as never) !== false;
  return (
    <Link
      to={item.to}
      className={className}
      activeOptions={item.exact ? { exact: true } : undefined}
      {...(also ? { 'aria-current': 'page' as const } : {})}
    >
      {item.icon}
      <span>{item.label}</span>
      {item.count ? <span className="n">{item.count}</span> : null}
    </Link>
  );
}

export function PersonMenu({ user, up, left }: { user: ShellUser; up?: boolean; left?: boolean }) {
  const t = useT();
  return (
    <Menu
      look="person"
      up={up}
      left={left}
      label={
        <>
          <Avatar initials={user.initials} photoId={user.photoId} tone="requester" small={up} />
          <span className="visually-hidden">{t('common.account', { name: user.name })}</span>
          <span className="person__name clip" aria-hidden="true">
            {user.name}
          </span>
          <IconChevronDown />
        </>
      }
    >
      {user.menu}
    </Menu>
  );
}
