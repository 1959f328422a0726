import { describe, expect, it } from 'vitest';
import { firstCrop, fitting, moved, NEAREST, placed, roomOf, squareOf, zoomed } from './crop.ts';

const WIDE = { width: 400, height: 200 };
const TALL = { width: 300, height: 900 };

describe('the square taken from a picture', () => {
  it('is the largest there is at first, and looks higher in a portrait', () => {
    expect(squareOf(WIDE, firstCrop(WIDE))).toEqual({ left: 100, top: 0, side: 200 });
    expect(squareOf(TALL, firstCrop(TALL))).toEqual({ left: 0, top: 228, side: 300 });
  });

  it('follows the hand and stops at the edges', () => {
    const start = firstCrop(WIDE);
    expect(squareOf(WIDE, moved(WIDE, start, { dx: 0.25, dy: 0.25 }))).toEqual({ left: 50, top: 0, side: 200 });
    expect(squareOf(WIDE, moved(WIDE, start, { dx: 9, dy: 0 })).left).toBe(0);
    expect(squareOf(WIDE, moved(WIDE, start, { dx: -9, dy: 0 })).left).toBe(200);
  });

  it('comes nearer around its centre, no nearer than there is picture, and back inside when it goes away', () => {
    const near = zoomed(WIDE, firstCrop(WIDE), 2);
    expect(squareOf(WIDE, near)).toEqual({ left: 150, top: 50, side: 100 });
    expect(zoomed(WIDE, near, 99).zoom).toBe(NEAREST);
    const corner = moved(WIDE, near, { dx: 9, dy: 9 });
    expect(squareOf(WIDE, corner)).toEqual({ left: 0, top: 0, side: 100 });
    expect(squareOf(WIDE, zoomed(WIDE, corner, 1))).toEqual({ left: 0, top: 0, side: 200 });
  });

  it('never shows what lies outside, wherever it is sent', () => {
    for (const x of [-500, 0, 150, 9000])
      for (const zoom of [0, 1, 1.7, 40]) {
        const { left, top, side } = squareOf(TALL, fitting(TALL, { x, y: x, zoom }));
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + side).toBeLessThanOrEqual(300);
        expect(top + side).toBeLessThanOrEqual(900);
      }
  });

  it('knows how far it can go, and goes there', () => {
    expect(roomOf(WIDE, firstCrop(WIDE))).toEqual({ across: 200, down: 0 });
    expect(squareOf(WIDE, placed(WIDE, firstCrop(WIDE), { left: 30 }))).toEqual({ left: 30, top: 0, side: 200 });
    expect(squareOf(WIDE, placed(WIDE, firstCrop(WIDE), { left: 999, top: 999 })).left).toBe(200);
  });
});
