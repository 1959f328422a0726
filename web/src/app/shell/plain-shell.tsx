/** A page of nobody in particular: the bar with the name of the desk, and what there is to say. */
import type { ReactNode } from 'react';
import { useInstitution } from '#web/shared/session.ts';
import { Brand } from '#web/shared/ui/brand.tsx';
import { ThemeToggle } from '#web/shared/ui/theme-toggle.tsx';
import { SkipLink } from './frame.tsx';

export function PlainShell({ className = 'canvas', children }: { className?: string; children: ReactNode }) {
  const { productName, governmentName } = useInstitution();
  return (
    <div className="page">
      <SkipLink />
      <header className="topbar">
        <div className="topbar__inner">
          <span className="brand">
            <Brand productName={productName} governmentName={governmentName} />
          </span>
          <div className="topbar__tools">
            <ThemeToggle />
          </div>
        </div>
      </header>
      <main className={className} id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
