/** Draws what waits to be drawn, after the upload was answered: the preview, and the thumbnail out of it. */
import { PREVIEW_SIDE, THUMBNAIL_SIDE } from '#contract/attachments.ts';
import { later, MINUTE } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { type Claimed, claimToDraw, setDrawn, setUndrawable, setWaiting } from './waiting-rows.ts';

export const PREVIEWS = 'previews';

/** Claimed so long; a house that dies meanwhile leaves it to the next. */
const CLAIM = 2 * MINUTE;
const TRIES = 3;
/** A run ends well before the queue would think it dead, and asks for another. */
const RUN = 3 * MINUTE;

export async function drawPreviews(house: House): Promise<void> {
  const began = house.clock.elapsed();
  for (;;) {
    const claimed = await house.store.aside('preview', (db, now) => claimToDraw(db, { now, until: later(now, CLAIM) }));
    if (claimed === undefined) return;
    await draw(house, claimed);
    if (house.clock.elapsed() - began < RUN) continue;
    return drawSoon(house);
  }
}

/** Draws what waits without waiting for the next minute. */
export const drawSoon = (house: House): Promise<void> =>
  house.store.aside('preview', (db) => house.jobs.wake(db, PREVIEWS));

/** What was drawn is not on disk any more, as after a restore without it: asked for once more. */
export async function drawAgain(house: House, id: string): Promise<void> {
  await house.store.aside('preview', async (db) => {
    await setWaiting(db, id);
    await house.jobs.wake(db, PREVIEWS);
  });
}

async function draw(house: House, file: Claimed): Promise<void> {
  const source = () => house.files.read(file.id);
  const isPage = file.media_type === 'application/pdf';
  const square = isPage ? 'top' : 'middle';
  const drawn = isPage
    ? await house.workshop.pdfPage(source, { page: 1, max: PREVIEW_SIDE })
    : await house.workshop.picture(source, { max: PREVIEW_SIDE });
  const small = drawn.ok ? await house.workshop.picture(drawn.webp, { max: THUMBNAIL_SIDE, square }) : drawn;
  if (drawn.ok && small.ok) {
    await house.files.keepMade(file.id, 'preview', drawn.webp);
    await house.files.keepMade(file.id, 'thumb', small.webp);
    await house.store.aside('preview', (db) => setDrawn(db, file.id, { width: drawn.width, height: drawn.height }));
    return;
  }
  const why = small.ok ? 'crashed' : small.why;
  // What is broken stays broken; what only took too long here may pass on a quieter machine.
  const mayPass = why === 'busy' || why === 'timeout' || why === 'crashed';
  if (mayPass && file.tries < TRIES) return;
  await house.store.aside('preview', (db) => setUndrawable(db, file.id));
}
