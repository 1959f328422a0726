/** A QR code as a figure of a paper: correction M, as domain facts §2.6 ask, so that a fold or a stamp does not end it. */
import { encode } from 'uqr';
import type { Figure } from './document.ts';

/** `width` in points. Rows of black are joined, or hairlines show between squares on some screens. */
export function qrFigure(text: string, alt: string, width: number): Figure {
  // The white of the paper is the margin ISO/IEC 18004 asks for.
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const d = data
    .flatMap((row, y) => runsOf(row).map(([from, to]) => `M${from} ${y}h${to - from}v1h${from - to}z`))
    .join('');
  return { kind: 'figure', alt, size: [size, size], width, paths: [{ d, fill: '#000000' }] };
}

function runsOf(row: readonly boolean[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const [x, black] of row.entries()) {
    const last = runs.at(-1);
    if (!black) continue;
    if (last?.[1] === x) last[1] = x + 1;
    else runs.push([x, x + 1]);
  }
  return runs;
}
