/** The requester's house: a bar that ends in an arcade, and on a phone a second bar under the thumb. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Brand } from '#web/shared/ui/brand.tsx';
import { ThemeToggle } from '#web/shared/ui/theme-toggle.tsx';
import { type NavItem, NavLink, PersonMenu, type ShellUser, SkipLink } from './frame.tsx';

type Props = {
  productName: string;
  governmentName: string;
  /** Of three, the main one is the button of the phone's bar. */
  nav: NavItem[];
  user: ShellUser;
  bell: ReactNode;
  banners?: ReactNode;
  footer: string;
  children: ReactNode;
};

export function RequesterShell({ productName, governmentName, nav, user, bell, banners, footer, children }: Props) {
  const t = useT();
  return (
    <div className="page">
      <SkipLink />
      <header className="topbar">
        <div className="topbar__inner">
          <Link to="/" className="brand">
            <Brand productName={productName} governmentName={governmentName} />
          </Link>
          <nav aria-label={t('common.nav.label')}>
            {nav.map((item) => (
              <NavLink key={item.to} item={item} />
            ))}
          </nav>
          <div className="topbar__tools">
            <span className="desktop-only">
              <ThemeToggle />
            </span>
            {bell}
            <PersonMenu user={user} />
          </div>
        </div>
      </header>
      <aside className="banners" aria-label={t('common.banners')}>
        {banners}
      </aside>
      <main className="canvas" id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">
        <span>{footer}</span>
        <Link to="/aviso-de-privacidad">{t('common.privacy')}</Link>
      </footer>
      <nav className="mobile-bar" aria-label={t('common.nav.quick')}>
        {nav.map((item) => (
          <NavLink
            key={item.to}
            item={item}
            className={nav.length === 3 && item.main ? 'button button--primary' : undefined}
          />
        ))}
      </nav>
    </div>
  );
}
