/** The counter from outside: what the desk is for on the left, one short form on the right. */
import type { ReactNode } from 'react';
import { Arcade } from '#web/shared/ui/arcade.tsx';
import { Brand } from '#web/shared/ui/brand.tsx';
import { ThemeToggle } from '#web/shared/ui/theme-toggle.tsx';
import { SkipLink } from './frame.tsx';

type Props = { productName: string; governmentName: string; headline: string; text: string; children: ReactNode };

export function GateShell({ productName, governmentName, headline, text, children }: Props) {
  return (
    <div className="gate">
      <SkipLink />
      <header className="gate__cover">
        <span className="brand">
          <Brand productName={productName} governmentName={governmentName} />
        </span>
        <div className="gate__words">
          <p className="gate__headline">{headline}</p>
          <p>{text}</p>
        </div>
        <Arcade />
      </header>
      <main className="gate__form" id="content" tabIndex={-1}>
        <div className="gate__box">{children}</div>
      </main>
      <div className="gate__tools">
        <ThemeToggle />
      </div>
    </div>
  );
}
