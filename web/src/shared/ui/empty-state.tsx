/** A place with nothing in it: why, and the one thing to do about it. */
import type { ReactNode } from 'react';

type Drawing = 'counter' | 'search' | 'offline' | 'problem';
/** `page`: it is all there is on the page, so its title is the page's. */
type Props = { title: string; children?: ReactNode; action?: ReactNode; drawing?: Drawing; page?: boolean };

const INSIDE: Record<Drawing, ReactNode> = {
  counter: (
    <g className="accent" fill="currentColor">
      <circle cx="98" cy="74" r="13" />
      <path d="M72 110c2-16 11-23 26-23s24 7 26 23z" />
    </g>
  ),
  search: (
    <g className="accent" stroke="currentColor" strokeWidth="5" strokeLinecap="round">
      <circle cx="93" cy="74" r="17" />
      <path d="M106 87l14 14" />
    </g>
  ),
  offline: (
    <g className="accent" stroke="currentColor" strokeWidth="5" strokeLinecap="round">
      <path d="M72 72a38 38 0 0 1 52 0M83 85a22 22 0 0 1 30 0M98 99v.1M76 102l44-44" />
    </g>
  ),
  problem: (
    <g className="accent" stroke="currentColor" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M98 54l26 46H72zM98 72v12M98 92v.1" />
    </g>
  ),
};

/** The arch and its counter, with what there is behind it. */
function Scene({ drawing }: { drawing: Drawing }) {
  return (
    <svg className="empty__drawing" viewBox="0 0 196 132" fill="none" aria-hidden="true">
      <path d="M42 130V76a56 56 0 0 1 112 0v54" stroke="currentColor" strokeWidth="3" />
      <path d="M54 130V76a44 44 0 0 1 88 0v54" stroke="currentColor" strokeWidth="2" opacity=".4" />
      {INSIDE[drawing]}
      <path d="M16 112h164" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
      <path d="M28 122h140" stroke="currentColor" strokeWidth="2" strokeLinecap="round" opacity=".4" />
    </svg>
  );
}

export function EmptyState({ title, children, action, drawing = 'counter', page = false }: Props) {
  return (
    <div className="empty">
      <Scene drawing={drawing} />
      {page ? <h1 className="h2">{title}</h1> : <h2>{title}</h2>}
      {children ? <div className="measure">{children}</div> : null}
      {action ? <div className="row row--wrap">{action}</div> : null}
    </div>
  );
}
