/** The process that draws papers, one after another: it has no database, no secrets and no folder of the desk. */
import { standBack } from '../stand-back.ts';
import type { Paper } from './document.ts';
import { drawPaper } from './draw.ts';
import type { Ordered, Printed } from './press.ts';

// People who wait for a page go first.
standBack();
const answer = (printed: Printed) => process.send?.(printed);
process.on('message', ({ paper }: Ordered) => {
  drawPaper(JSON.parse(paper) as Paper).then(
    (pdf) => answer({ pdf }),
    (error: unknown) => answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
