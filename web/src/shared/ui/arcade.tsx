/** Arches of a public building with people at the counter: one of them, in amber, is the reader. */
const ARCHES = [-10, 130, 270, 410, 550];
const READER = 130;

function Person({ x }: { x: number }) {
  return (
    <g className={x === READER ? 'accent' : undefined} fill="currentColor">
      <circle cx={x + 60} cy="170" r="15" />
      <path d={`M${x + 32} 214c2-18 12-27 28-27s26 9 28 27z`} />
    </g>
  );
}

export function Arcade() {
  return (
    <svg className="arcade" viewBox="0 0 640 260" preserveAspectRatio="xMidYMax slice" fill="none" aria-hidden="true">
      {ARCHES.map((x) => (
        <g key={x} stroke="currentColor" strokeWidth="2">
          <path d={`M${x} 262V132a60 60 0 0 1 120 0v130`} />
          <path d={`M${x + 14} 262V132a46 46 0 0 1 92 0v130`} opacity=".55" />
          <path d={`M${x + 28} 262V132a32 32 0 0 1 64 0v130`} opacity=".3" />
        </g>
      ))}
      {ARCHES.map((x) => (
        <Person key={x} x={x} />
      ))}
      <path className="accent" d="M-10 216h660" stroke="currentColor" strokeWidth="5" />
      <path d="M-10 228h660" stroke="currentColor" strokeWidth="2" opacity=".5" />
    </svg>
  );
}
