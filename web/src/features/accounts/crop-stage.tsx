/** The picture under its frame: dragged, pinched, turned nearer with the wheel, or moved with the keyboard. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { type Crop, draw, moved, zoomed } from './crop.ts';

type Props = { picture: ImageBitmap; crop: Crop; onCrop: (next: Crop) => void; describedBy: string };
type Point = { x: number; y: number };

/** One press of an arrow moves this part of the stage; with Shift, five times as much. */
const STEP = 0.02;
const NEARER = 1.1;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const ZOOMS: Readonly<Record<string, number>> = { '+': NEARER, '=': NEARER, '-': 1 / NEARER, _: 1 / NEARER };

/** One finger or the mouse moves, two fingers come nearer. */
function usePointers({ picture, crop, onCrop }: Omit<Props, 'describedBy'>) {
  const down = useRef(new Map<number, Point>());
  const gap = () => {
    const [a, b] = [...down.current.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  const end = (event: PointerEvent<HTMLElement>) => down.current.delete(event.pointerId);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = down.current.get(event.pointerId);
      if (!before) return;
      const apart = gap();
      const now = { x: event.clientX, y: event.clientY };
      down.current.set(event.pointerId, now);
      const { clientWidth } = event.currentTarget;
      if (down.current.size > 1 && apart > 0) onCrop(zoomed(picture, crop, (crop.zoom * gap()) / apart));
      else onCrop(moved(picture, crop, { dx: (now.x - before.x) / clientWidth, dy: (now.y - before.y) / clientWidth }));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

export function CropStage({ picture, crop, onCrop, describedBy }: Props) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointers = usePointers({ picture, crop, onCrop });
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, crop);
  }, [picture, crop]);
  useEffect(() => {
    // Heard by hand: only so may it keep the window from scrolling meanwhile.
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      onCrop(zoomed(picture, crop, crop.zoom * (event.deltaY < 0 ? NEARER : 1 / NEARER)));
    };
    const node = canvas.current;
    node?.addEventListener('wheel', turn, { passive: false });
    return () => node?.removeEventListener('wheel', turn);
  }, [picture, crop, onCrop]);
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const zoom = ZOOMS[event.key];
    if (arrow === undefined && zoom === undefined) return;
    event.preventDefault();
    const far = STEP * (event.shiftKey ? 5 : 1);
    onCrop(
      arrow === undefined
        ? zoomed(picture, crop, crop.zoom * (zoom ?? 1))
        : // An arrow moves the frame, so the picture goes the other way.
          moved(picture, crop, { dx: -arrow.x * far, dy: -arrow.y * far }),
    );
  };
  // Arrows and signs move the picture instead of reading the page.
  return (
    <div className="crop">
      <canvas
        ref={canvas}
        width={640}
        height={640}
        aria-label={t('auth.photo.stage')}
        aria-describedby={describedBy}
        tabIndex={0}
        data-first
        onKeyDown={press}
        {...pointers}
      />
      <span className="crop__frame" aria-hidden="true" />
    </div>
  );
}
