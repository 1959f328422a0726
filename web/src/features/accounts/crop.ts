/** Which square of a picture is taken: its centre and how near one looks. Numbers only; the dialog draws. */
export type Size = { width: number; height: number };
/** Centre in pixels of the picture; zoom 1 takes the largest square it has. */
export type Crop = { x: number; y: number; zoom: number };
export type Square = { left: number; top: number; side: number };

export const FARTHEST = 1;
export const NEAREST = 4;
/** What is sent, twice what the server keeps: it cuts and packs it once more. */
export const SENT_SIDE = 512;

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

const sideOf = ({ width, height }: Size, zoom: number): number => Math.min(width, height) / zoom;

/** The crop nearest to this one that shows nothing outside the picture. */
export function fitting(size: Size, { x, y, zoom }: Crop): Crop {
  const near = between(FARTHEST, zoom, NEAREST);
  const half = sideOf(size, near) / 2;
  return { x: between(half, x, size.width - half), y: between(half, y, size.height - half), zoom: near };
}

/** Faces stand in the upper half of a portrait. */
export const firstCrop = (size: Size): Crop =>
  fitting(size, { x: size.width / 2, y: size.height > size.width ? size.height * 0.42 : size.height / 2, zoom: 1 });

export function squareOf(size: Size, crop: Crop): Square {
  const side = sideOf(size, crop.zoom);
  return { left: crop.x - side / 2, top: crop.y - side / 2, side };
}

/** The picture follows the hand: `dx` and `dy` as parts of the side of the stage. */
export const moved = (size: Size, crop: Crop, { dx, dy }: { dx: number; dy: number }): Crop => {
  const side = sideOf(size, crop.zoom);
  return fitting(size, { ...crop, x: crop.x - dx * side, y: crop.y - dy * side });
};

export const zoomed = (size: Size, crop: Crop, zoom: number): Crop => fitting(size, { ...crop, zoom });

/** How far the square can go on each axis; 0 where the picture has no room. */
export function roomOf(size: Size, crop: Crop): { across: number; down: number } {
  const { side } = squareOf(size, crop);
  return { across: Math.round(size.width - side), down: Math.round(size.height - side) };
}

/** The square with its left or its top edge there. */
export const placed = (size: Size, crop: Crop, to: { left?: number; top?: number }): Crop => {
  const { left, top, side } = { ...squareOf(size, crop), ...to };
  return fitting(size, { ...crop, x: left + side / 2, y: top + side / 2 });
};

/** Draws the chosen square over the whole canvas; what is transparent turns white, as on paper. */
export function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { left, top, side } = squareOf(picture, crop);
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, type, 0.92));

/** The chosen square as a file: WebP, or JPEG where the browser writes no WebP. Whatever else the picture carried stays here. */
export async function cut(picture: ImageBitmap, crop: Crop): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = SENT_SIDE;
  canvas.height = SENT_SIDE;
  draw(canvas, picture, crop);
  const webp = await blobOf(canvas, 'image/webp');
  return webp?.type === 'image/webp' ? webp : blobOf(canvas, 'image/jpeg');
}

const LONGEST_SIDE = 2048;
const LARGEST_FILE = 30_000_000;

/** The picture in a file, never larger than is of use; null when it is none the browser can open. */
export async function openPicture(file: Blob): Promise<ImageBitmap | null> {
  if (file.size > LARGEST_FILE) return null;
  try {
    const whole = await createImageBitmap(file);
    const least = Math.min(whole.width, whole.height);
    if (least <= LONGEST_SIDE) return whole;
    const by = LONGEST_SIDE / least;
    const size = { resizeWidth: Math.round(whole.width * by), resizeHeight: Math.round(whole.height * by) };
    const smaller = await createImageBitmap(whole, { ...size, resizeQuality: 'high' });
    whole.close();
    return smaller;
  } catch {
    // Not a picture, a damaged one, or one this browser does not know.
    return null;
  }
}
