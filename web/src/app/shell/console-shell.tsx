/** The house of those who attend and administer: a dark rail, compact controls, the work beside it. */
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { tellWhatIsCut } from '#web/shared/clipped.ts';
import { useT } from '#web/shared/i18n.ts';
import { Brand } from '#web/shared/ui/brand.tsx';
import { IconHelp, IconMenu } from '#web/shared/ui/icons.tsx';
import { Menu } from '#web/shared/ui/menu.tsx';
import { ThemeToggle } from '#web/shared/ui/theme-toggle.tsx';
import { type NavItem, NavLink, PersonMenu, type ShellUser, SkipLink } from './frame.tsx';

/** `content`: what a section holds beyond plain links; given the look of a line of the menu where it stands in one. */
export type NavSection = { title?: string; items: NavItem[]; content?: (itemClass?: string) => ReactNode };
type Props = {
  productName: string;
  governmentName: string;
  sections: NavSection[];
  user: ShellUser;
  bell: ReactNode;
  banners?: ReactNode;
  footer: string;
  /** A line at the foot of the rail that is true everywhere. */
  standing?: ReactNode;
  children: ReactNode;
};

function Sections({ sections, itemClass }: { sections: NavSection[]; itemClass?: string }) {
  return sections.map((section) => (
    <section key={section.title ?? section.items[0]?.to}>
      {section.title ? <h2 className="rail__title">{section.title}</h2> : null}
      {section.content?.(itemClass)}
      {section.items.map((item) => (
        <NavLink key={item.to} item={item} className={itemClass} />
      ))}
    </section>
  ));
}

export function ConsoleShell(props: Props) {
  const { productName, governmentName, sections, user, bell, banners, footer, standing, children } = props;
  const t = useT();
  const rail = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // In a low window the rail scrolls: where one is can be seen there.
  useEffect(() => {
    if (pathname) rail.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  useEffect(tellWhatIsCut, []);
  const brand = (
    <Link to="/" className="brand">
      <Brand productName={productName} governmentName={governmentName} />
    </Link>
  );
  return (
    <div className="console" data-density="compact">
      <SkipLink />
      <header className="console-bar">
        <Menu
          className="console-menu"
          look="button button--quiet button--icon"
          left
          aria-label={t('common.nav.menu')}
          label={<IconMenu />}
        >
          <Sections sections={sections} itemClass="menu__item" />
        </Menu>
        {brand}
        {bell}
        <PersonMenu user={user} />
      </header>
      <header className="rail">
        <div className="rail__head">{brand}</div>
        <nav ref={rail} className="rail__body" aria-label={t('common.nav.label')}>
          <Sections sections={sections} />
          <p className="rail__note">{footer}</p>
        </nav>
        {standing}
        <div className="rail__tools">
          <Link to="/ayuda" className="button button--quiet button--icon" title={t('common.nav.help')}>
            <IconHelp />
            <span className="visually-hidden">{t('common.nav.help')}</span>
          </Link>
          {bell}
          <ThemeToggle />
        </div>
        <div className="rail__foot">
          <PersonMenu user={user} up left />
        </div>
      </header>
      <main className="desk" id="content" tabIndex={-1}>
        <div className="banners">{banners}</div>
        {children}
      </main>
    </div>
  );
}
