/**
 * What people do at a freshly installed desk, through its proxy. Runs in the machine itself, on the packages a server has:
 *
 *   node tests/install/visit.ts <set-up|answer|write|check> <address> <file that remembers> [set-up link | how many]
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { signIn } from '#contract/accounts.ts';
import { ATTACHMENT_MAX_BYTES, uploadAttachment } from '#contract/attachments.ts';
import { fileRequest, listMyRequests, postMessage, readRequest } from '#contract/requests.ts';
import { type Api, openApi, Refusal } from '../kit/api.ts';
import { ADMIN, addPerson, PASSWORD, setUp, technicalSupport } from '../kit/desk.ts';

const [, , stage = '', url = '', memory = '', extra = ''] = process.argv;
export const ROSA = { email: 'rosa@gobierno.example', password: PASSWORD };

type Remembered = { id: string; folio: string; attachmentId: string; sha256: string; areaId: string; folios: string[] };
const remember = (what: Remembered): void => writeFileSync(memory, JSON.stringify(what));
const remembered = (): Remembered => JSON.parse(readFileSync(memory, 'utf8'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`held: ${what}`);
}

const enter = async (who: { email: string; password: string }): Promise<Api> => {
  const api = openApi(url);
  await api.call(signIn, { body: who });
  return api;
};

const bodyOf = (subject: string, areaId: string, attachments: string[]) => ({
  ...{ draftId: null, serviceId: null, subject, description: 'Desde el viernes no imprime.' },
  ...{
    areaId: areaId as never,
    attachments: attachments as never,
    place: { building: '', floor: '', office: '', phone: '' },
  },
});

const drawn = (): Promise<Buffer> =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: { r: 30, g: 120, b: 60 } } })
    .png()
    .toBuffer();

async function prepare(): Promise<void> {
  const admin = await setUp({ url, setUpLink: () => extra, output: () => extra });
  const rosa = await addPerson(admin, url, ROSA);
  const areaId = (await technicalSupport(rosa)).id;
  const bytes = Buffer.alloc(ATTACHMENT_MAX_BYTES, 'una línea de bitácora\n');
  const file = await rosa.call(uploadAttachment, { query: { name: 'bitacora.txt' }, bytes });
  const picture = await rosa.call(uploadAttachment, { query: { name: 'captura.png' }, bytes: await drawn() });
  const filed = await rosa.call(fileRequest, { body: bodyOf('No imprime', areaId, [file.id, picture.id]) });
  must(/^DTI\//.test(filed.folio), `a request with a file of the largest size was filed: ${filed.folio}`);
  remember({
    id: filed.id,
    folio: filed.folio,
    attachmentId: file.id,
    sha256: sha256(bytes),
    areaId,
    folios: [filed.folio],
  });
  await pictureDrawn(rosa, filed.id, picture.id);
}

/** The process that looks into files works within the fences of the unit. */
async function pictureDrawn(api: Api, id: string, pictureId: string): Promise<void> {
  let type = '';
  for (let tries = 0; tries < 60 && type !== 'RIFF'; tries += 1) {
    await sleep(500);
    type = (await api.download(`/api/requests/${id}/attachments/${pictureId}/preview`))
      .subarray(0, 4)
      .toString('latin1');
  }
  must(type === 'RIFF', 'a picture was drawn of a file');
}

async function answer(): Promise<void> {
  const rosa = await enter(ROSA);
  await rosa.call(postMessage, {
    params: { id: remembered().id as never },
    body: { text: 'Ya imprime.', attachments: [] },
  });
}

/** Files so many requests one after the other, each until it is acknowledged, whatever happens to the desk meanwhile. */
async function write(): Promise<void> {
  const what = remembered();
  const rosa = await insist(() => enter(ROSA));
  const slowest: number[] = [];
  for (let n = 0; n < Number(extra); n += 1) {
    const started = performance.now();
    const key = `a-restart-${what.folios.length}`;
    const folio = await insist(() => rosa.call(fileRequest, { key, body: bodyOf(key, what.areaId, []) }));
    slowest.push(performance.now() - started);
    what.folios.push(folio.folio);
    remember(what);
    console.log(`filed ${folio.folio}`);
    await sleep(400);
  }
  console.log(`the longest wait of a writer: ${(Math.max(...slowest) / 1000).toFixed(1)} s`);
}

async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      const final = error instanceof Refusal && error.retryAfter === null && error.status < 500;
      if (final || tries > 400) throw error;
      await sleep(250);
    }
  }
}

async function check(): Promise<void> {
  const { id, folio, attachmentId, sha256: before, folios } = remembered();
  const rosa = await enter(ROSA);
  const view = await rosa.call(readRequest, { params: { ref: id } });
  must(view.folio === folio, 'the request is there under its folio');
  const bytes = await rosa.download(`/api/requests/${id}/attachments/${attachmentId}`);
  must(sha256(bytes) === before, 'its file has the same bytes');
  const { items } = await rosa.call(listMyRequests, { query: {} });
  const kept = items.map((each) => each.folio).sort();
  must(kept.join() === [...folios].sort().join(), `everything acknowledged is there, once: ${kept.length}`);
  await enter(ADMIN);
}

const STAGES: Record<string, () => Promise<void>> = { 'set-up': prepare, answer, write, check };
const act = STAGES[stage];
if (act === undefined) throw new Error(`no stage ${stage}`);
await act();
