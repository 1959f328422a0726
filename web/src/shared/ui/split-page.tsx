/** A list and what is open of it, side by side; on a phone one at a time. */
import type { ReactNode } from 'react';

type Props = {
  id: string;
  title: string;
  /** What of the list is open; undefined: nothing is. */
  open: string | undefined;
  /** What may be added to the list. */
  act: ReactNode;
  list: ReactNode;
  /** What stands beside the list, for who hears the page. */
  label: string;
  children: ReactNode;
  /** Windows that open from the list: on a phone what stands beside it is not there, nor is a window inside of it. */
  windows?: ReactNode;
};

export function SplitPage({ id, title, open, act, list, label, children, windows }: Props) {
  // What is open gives the page its name.
  const Title = open === undefined ? 'h1' : 'h2';
  return (
    <div className={open === undefined ? 'split' : 'split split--open'}>
      <section className="split__list" aria-labelledby={id}>
        <header className="split__head">
          <Title id={id} className="h2">
            {title}
          </Title>
          {act}
        </header>
        {list}
      </section>
      <section className="split__main" aria-label={label}>
        {children}
      </section>
      {windows}
    </div>
  );
}
