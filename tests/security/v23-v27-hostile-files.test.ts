/** V23–V27: files made to take all the memory, all the time or all the room, while others go on working. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACHMENT_MAX_BYTES, UNSENT_MAX_BYTES, uploadAttachment } from '#contract/attachments.ts';
import { listMyRequests } from '#contract/requests.ts';
import { hostile } from '#tests/kit/hostile.ts';
import { type Settled, settle } from './settled.ts';

let desk: Settled;
let rosa: string;
let other: string;

beforeAll(async () => {
  desk = await settle({ LOG_LEVEL: 'fatal' });
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  await desk.person({ email: 'jorge.balam@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
  other = await desk.enter('jorge.balam@gobierno.example');
});
afterAll(() => desk.close());

const upload = (name: string, bytes: Buffer, session = rosa) =>
  desk.call(uploadAttachment, { session, query: { name }, upload: bytes });

/** Made before anybody counts: building them costs more than refusing them. */
const BOMBS = (['zipDeclaring10GB', 'zipOfZeros', 'zipWithOverlaps', 'zipOf20000Entries'] as const).map(
  (name) => [name, hostile[name]()] as const,
);
const PICTURES = [
  ['enorme.png', hostile.pngOf50000()],
  ['enorme.jpg', hostile.jpegOf60000()],
  ['enorme.gif', hostile.gifOf30000Frames()],
] as const;
const PROFILE = hostile.pngWithHugeProfile();

const resident = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;

describe('V23: archives that unpack to more than there is', () => {
  it.each(
    BOMBS.flatMap(([name, bytes]) =>
      ['datos.zip', 'oficio.docx', 'lista.xlsx'].map((as) => [name, as, bytes] as const),
    ),
  )('%s as %s is refused at once', async (_name, as, bytes) => {
    const [before, began] = [resident(), performance.now()];
    const answer = await upload(as, bytes);
    // A docx is told by what lies in it; one without is refused for its name, before it is looked into.
    expect([413, 415, 422]).toContain(answer.status);
    if (as.endsWith('.zip')) expect(answer.problem.code).toBe('attachment.bomb');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(resident() - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('a document with a bomb among its parts is one too', async () => {
    const answer = await upload('oficio.docx', hostile.docxBomb());
    expect([answer.status, answer.problem.code]).toEqual([422, 'attachment.bomb']);
  });

  it('an archive in an archive is not opened: what it holds harms nobody here', async () => {
    const answer = await upload('anidado.zip', hostile.zipInZip());
    expect([answer.status, answer.reply.preview]).toEqual([201, 'none']);
  });
});

const percentile = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * part) - 1] ?? Number.POSITIVE_INFINITY;

/** How long others wait for their list, one after the other, until `done`. */
async function waits(done: () => boolean, atLeast: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < atLeast || !done()) {
    const began = performance.now();
    expect((await desk.call(listMyRequests, { session: other })).status).toBe(200);
    times.push(performance.now() - began);
  }
  return times;
}

it('V24, V27: pictures and archives that are bombs are refused, and others wait no longer meanwhile', async () => {
  await waits(() => true, 20);
  const quiet = percentile(await waits(() => true, 60), 0.95);
  let done = false;
  const attack = (async () => {
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all([
        ...PICTURES.map(([name, bytes]) => upload(name, bytes)),
        ...BOMBS.map(([, bytes]) => upload('datos.zip', bytes)),
        upload('perfil.png', PROFILE),
      ]);
      expect(answers.slice(0, -1).map((answer) => answer.problem.code)).toEqual([
        ...PICTURES.map(() => 'attachment.picture-too-large'),
        ...BOMBS.map(() => 'attachment.bomb'),
      ]);
    }
  })().finally(() => {
    done = true;
  });
  const busy = percentile(await waits(() => done, 60), 0.95);
  await attack;
  await desk.drain();
  // Twice as long, or not felt at all.
  expect(busy).toBeLessThan(Math.max(quiet * 2, 200));
}, 60_000);

it('V27: uploads at the same time count together: not one byte past what a person may hold', async () => {
  const most = UNSENT_MAX_BYTES / ATTACHMENT_MAX_BYTES;
  const bytes = Buffer.alloc(ATTACHMENT_MAX_BYTES, 'a');
  const answers = await Promise.all(Array.from({ length: most + 4 }, () => upload('bitacora.txt', bytes, other)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(most);
  expect(answers.filter((answer) => answer.problem.code === 'attachment.quota')).toHaveLength(4);
  const more = await upload('una-mas.txt', Buffer.from('x'), other);
  expect([more.status, more.problem.code]).toEqual([429, 'attachment.quota']);
  const ids: string[] = [];
  for await (const id of desk.house.files.olderThan(new Date(8.64e15))) ids.push(id);
  expect(ids.length).toBeLessThan(most + 12);
}, 120_000);
