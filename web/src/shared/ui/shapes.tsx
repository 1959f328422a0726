/** Shapes of states and deadlines: each different in outline, so that none is told by its colour alone. */
import type { ReactElement, ReactNode } from 'react';

type Shape = () => ReactElement;

const shape = (drawing: ReactNode): Shape =>
  function StateShape() {
    return (
      <svg className="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
        {drawing}
      </svg>
    );
  };

const RING = <circle cx="12" cy="12" r="7.5" fill="none" stroke="currentColor" strokeWidth="2.5" />;

export const ShapeRing = shape(RING);
export const ShapeDot = shape(
  <>
    {RING}
    <circle cx="12" cy="12" r="3" />
  </>,
);
export const ShapeHalf = shape(
  <>
    {RING}
    <path d="M12 6.5a5.5 5.5 0 0 1 0 11z" />
  </>,
);
export const ShapeSpeech = shape(<path d="M3 4h18v13.5h-8.5L7 22v-4.5H3z" />);
export const ShapeBars = shape(
  <>
    {RING}
    <path d="M9 8.5h2v7H9zM13 8.5h2v7h-2z" />
  </>,
);
export const ShapeDay = shape(
  <path fillRule="evenodd" d="M7 2.5h2.5V5h5V2.5H17V5h4v16H3V5h4zM5.5 10v8.5h13V10zm7 3h4v3.5h-4z" />,
);
export const ShapeTicked = shape(
  <g fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
    <rect x="4.5" y="4.5" width="15" height="15" rx="3" />
    <path d="M8.3 12.3l2.7 2.7 4.9-5.4" />
  </g>,
);
export const ShapeDone = shape(
  <path
    fillRule="evenodd"
    d="M12 2.8a9.2 9.2 0 1 1 0 18.4 9.2 9.2 0 0 1 0-18.4zM16.9 8.6l-1.7-1.5-4.7 5.7-2.3-2.2-1.6 1.7 4.1 3.9z"
  />,
);
export const ShapeSlash = shape(
  <>
    {RING}
    <path d="M7 17L17 7" stroke="currentColor" strokeWidth="2.5" />
  </>,
);
export const ShapeOnTime = shape(
  <g fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.5V12l3 2" />
  </g>,
);
export const ShapeSoon = shape(
  <path
    fillRule="evenodd"
    d="M12 2.5l10.5 18.5h-21zM10.9 9l.3 6h1.6l.3-6zM12 16.3a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z"
  />,
);
export const ShapeLate = shape(
  <path
    fillRule="evenodd"
    d="M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM10.8 6.5l.4 7h1.6l.4-7zM12 15.3a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z"
  />,
);
export const ShapeUrgent = shape(<path d="M13.5 2.5L4.5 13.5h6L9 21.5l10.5-12h-6.5z" />);
export const ShapePaused = shape(<path d="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" />);
