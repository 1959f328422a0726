/** The bench itself: what it makes, what it refuses, what it may not touch, and that nothing of it stays behind. */
import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { hostile, pdfOf, zipOf } from '#tests/kit/hostile.ts';
import { openLog } from '../log.ts';
import { readSettings } from '../settings.ts';
import { launch, planLaunch } from './process.ts';
import { openWorkshop } from './workshop.ts';

const log = openLog(readSettings({ LOG_LEVEL: 'silent' }));
const limits = { jobMs: 15_000, residentBytes: 600 * 1024 * 1024, line: 4, idleMs: 60_000 };
const workshop = openWorkshop(log, limits);
afterAll(() => workshop.close());

const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 220, g: 10, b: 20 } } });

/** Numbers of the processes of ours that sit at a bench. */
const benches = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const isOurs = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(process.pid);
        return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('workshop/bench.ts');
      } catch {
        return false;
      }
    })
    .map(Number);

describe('a picture', () => {
  it('is drawn anew, upright, without what the camera wrote into it', async () => {
    const photo = await red(800, 400)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Rosa Canul' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const made = await workshop.picture(photo, { max: 200 });
    expect(made).toMatchObject({ ok: true, width: 100, height: 200 });
    const webp = made.ok ? made.webp : Buffer.alloc(0);
    expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width: 100, height: 200 });
    expect((await sharp(webp).metadata()).exif).toBeUndefined();
    expect(webp.includes('Rosa')).toBe(false);
    const [r = 0, g = 255] = await sharp(webp).raw().toBuffer();
    expect(r).toBeGreaterThan(180);
    expect(g).toBeLessThan(60);
  });

  it('is cut square on demand, and told from its header', async () => {
    const png = await red(90, 30).png().toBuffer();
    expect(await workshop.picture(() => Readable.from([png]), { max: 32, square: true })).toMatchObject({
      ok: true,
      width: 32,
      height: 32,
    });
    const page = await red(30, 90)
      .composite([{ input: { create: { width: 30, height: 30, channels: 3, background: 'blue' } }, top: 0, left: 0 }])
      .png()
      .toBuffer();
    for (const [square, blue] of [
      ['top', true],
      ['middle', false],
    ] as const) {
      const made = await workshop.picture(page, { max: 30, square });
      const [r = 0] = await sharp(made.ok ? made.webp : undefined)
        .raw()
        .toBuffer();
      expect([square, r < 60]).toEqual([square, blue]);
    }
    expect(await workshop.describePicture(png)).toEqual({ ok: true, format: 'png', width: 90, height: 30, pages: 1 });
  });

  it.each(['pngOf50000', 'jpegOf60000', 'gifOf30000Frames'] as const)('%s is refused by its header', async (name) => {
    expect(await workshop.describePicture(hostile[name]())).toEqual({ ok: false, why: 'too-large' });
    expect(await workshop.picture(hostile[name](), { max: 100 })).toEqual({ ok: false, why: 'too-large' });
  });

  it.each(['svg', 'svgAfterGif', 'tiff', 'html'] as const)('%s is never drawn', async (name) => {
    const made = await workshop.picture(hostile[name](), { max: 100 });
    expect(made).toEqual({ ok: false, why: name === 'svgAfterGif' ? 'damaged' : 'unsupported' });
  });

  it('that is broken is called so', async () => {
    const png = await red(300, 300).png().toBuffer();
    expect(await workshop.picture(png.subarray(0, png.length - 40), { max: 100 })).toEqual({
      ok: false,
      why: 'damaged',
    });
    expect(await workshop.picture(Buffer.alloc(0), { max: 100 })).toEqual({ ok: false, why: 'unsupported' });
  });
});

describe('a page', () => {
  it('is drawn in its own colours', async () => {
    const made = await workshop.pdfPage(pdfOf('0.9 0.1 0.1 rg 0 0 200 100 re f', { width: 200, height: 100 }), {
      page: 1,
      max: 400,
    });
    expect(made).toMatchObject({ ok: true, width: 400, height: 200 });
    const [r = 0, g = 0, b = 255] = await sharp(made.ok ? made.webp : undefined)
      .raw()
      .toBuffer();
    expect(r).toBeGreaterThan(200);
    expect(g).toBeLessThan(60);
    expect(b).toBeLessThan(60);
  });

  it('of something else, or beyond the last, is none', async () => {
    for (const [bytes, page] of [
      [Buffer.from('%PDF-1.7 nada'), 1],
      [pdfOf('', { width: 9, height: 9 }), 2],
    ] as const)
      expect(await workshop.pdfPage(bytes, { page, max: 100 })).toEqual({ ok: false, why: 'damaged' });
  });
});

describe('an archive', () => {
  it.each(['zipDeclaring10GB', 'zipOfZeros', 'zipWithOverlaps', 'zipOf20000Entries'] as const)(
    '%s is a bomb',
    async (name) => {
      expect(await workshop.archive(hostile[name]())).toEqual({ ok: false, why: 'too-large' });
    },
  );

  it('that lies about its sizes is stopped where it said it would end', async () => {
    expect(await workshop.archive(hostile.zipThatLies())).toEqual({ ok: false, why: 'damaged' });
  });

  it('of an office is let through', async () => {
    const zip = zipOf([
      { name: 'word/document.xml', content: Buffer.from('<w:document/>'.repeat(1_000)) },
      { name: 'a/../../escape.txt', content: Buffer.from('a name is no path here') },
      { name: 'dentro.zip', content: hostile.zipDeclaring10GB() },
    ]);
    expect(await workshop.archive(zip)).toMatchObject({ ok: true, entries: 3, encrypted: false });
  });
});

describe('the bench', () => {
  it('has no network, no files, no programs, no environment, and is not root', async () => {
    const plan = await planLaunch();
    const probe = `
      const fs = require('node:fs'), net = require('node:net'), out = {};
      const attempt = (name, act) => { try { act(); out[name] = 'done'; } catch (error) { out[name] = error.code; } };
      attempt('read', () => fs.readFileSync('/etc/passwd'));
      attempt('program', () => fs.readFileSync(${JSON.stringify(new URL('../settings.ts', import.meta.url))}));
      attempt('write', () => fs.writeFileSync('/tmp/mesa-bench-was-here', ''));
      attempt('spawn', () => require('node:child_process').spawnSync('true'));
      out.uid = process.getuid(); out.env = Object.keys(process.env);
      net.connect(80, '127.0.0.1').on('error', (error) => { out.net = error.code; console.log(JSON.stringify(out)); });
    `;
    const child = launch({ ...plan, args: [...plan.args.slice(0, -1), '-e', probe] });
    let said = '';
    for await (const piece of child.stdout ?? []) said += piece;
    const denied = 'ERR_ACCESS_DENIED';
    expect(JSON.parse(said)).toMatchObject({
      read: denied,
      program: denied,
      write: denied,
      spawn: denied,
      net: denied,
      env: [],
    });
    expect(JSON.parse(said).uid).not.toBe(0);
  });

  it('is ended when a job takes too long, and the next job finds a new one', async () => {
    const hasty = openWorkshop(log, { ...limits, jobMs: 1 });
    expect(await hasty.picture(await red(2_000, 2_000).png().toBuffer(), { max: 500 })).toEqual({
      ok: false,
      why: 'timeout',
    });
    await hasty.close();
    for (const pid of benches()) process.kill(pid, 'SIGKILL');
    expect(await workshop.picture(await red(20, 20).png().toBuffer(), { max: 10 })).toMatchObject({
      ok: true,
      width: 10,
    });
  });

  it('is ended when a job takes too much memory', async () => {
    const narrow = openWorkshop(log, { ...limits, residentBytes: 20 * 1024 * 1024 });
    const large = await red(6_000, 6_000).png().toBuffer();
    expect(await narrow.picture(large, { max: 500 })).toEqual({ ok: false, why: 'too-large' });
    await narrow.close();
  });

  it('takes one job at a time and says when the line is full', async () => {
    const picture = await red(50, 50).png().toBuffer();
    const answers = await Promise.all(Array.from({ length: 7 }, () => workshop.picture(picture, { max: 10 })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(limits.line);
    expect(answers.filter((answer) => !answer.ok && answer.why === 'busy')).toHaveLength(7 - limits.line);
    expect(benches()).toHaveLength(1);
  });

  it('goes home when there is nothing to do, and with the house', async () => {
    const idle = openWorkshop(log, { ...limits, idleMs: 20 });
    const before = benches().length;
    await idle.describePicture(await red(5, 5).png().toBuffer());
    await expect.poll(() => benches().length).toBe(before);
    await idle.close();
    await workshop.close();
    await expect.poll(benches).toEqual([]);
    expect(await workshop.describePicture(hostile.svg())).toEqual({ ok: false, why: 'busy' });
  });
});
