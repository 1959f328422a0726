/** One task alone, as a window of its own: its header closes it, its foot sends it. */
import type { ReactNode } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Brand } from '#web/shared/ui/brand.tsx';
import { LinkButton, type LinkButtonProps } from '#web/shared/ui/button.tsx';
import { IconX } from '#web/shared/ui/icons.tsx';
import { ThemeToggle } from '#web/shared/ui/theme-toggle.tsx';
import { SkipLink } from './frame.tsx';

type Props = {
  productName: string;
  governmentName: string;
  /** What is saved, in a few words. */
  status?: ReactNode;
  closeTo: LinkButtonProps['to'];
  children: ReactNode;
  footer?: ReactNode;
};

export function FocusShell({ productName, governmentName, status, closeTo, children, footer }: Props) {
  const t = useT();
  return (
    <div className="page">
      <SkipLink />
      <header className="topbar topbar--focus">
        <div className="topbar__inner">
          <span className="brand">
            <Brand productName={productName} governmentName={governmentName} />
          </span>
          <span className="topbar__status" role="status">
            {status}
          </span>
          <div className="topbar__tools">
            <span className="desktop-only">
              <ThemeToggle />
            </span>
            <LinkButton kind="quiet" icon={<IconX />} to={closeTo}>
              {t('common.close')}
            </LinkButton>
          </div>
        </div>
      </header>
      <main className="canvas" id="content" tabIndex={-1}>
        {children}
      </main>
      {footer ? (
        <section className="focus-foot" aria-label={t('common.focus.foot')}>
          <div className="focus-foot__inner">{footer}</div>
        </section>
      ) : null}
    </div>
  );
}
