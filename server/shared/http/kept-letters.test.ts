/** The letter as a document: what its policy lets it do, and that a real desk has no such address. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { openLog } from '../log.ts';
import { demonstrationMailbox } from '../mail/demonstration.ts';
import type { KeptLetters } from '../mailbox.ts';
import { readSettings } from '../settings.ts';
import { openLeaving } from './leaving.ts';
import { openHttp } from './server.ts';

const HTML = '<!doctype html><html><head><title>x</title></head><body style="margin:0">Hola</body></html>';

async function open(folder: string, keptLetters: KeptLetters | null): Promise<FastifyInstance> {
  const settings = readSettings({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
  return openHttp({
    settings,
    log: openLog(settings),
    routes: [],
    identify: async () => null,
    hold: async () => undefined,
    measure: () => undefined,
    isReady: async () => true,
    leaving: openLeaving(systemClock),
    openapi: () => ({}),
    webFolder: null,
    keptLetters,
  });
}

describe('a letter of the demonstration', () => {
  let folder = '';
  let id = '';
  let demo: FastifyInstance;
  let real: FastifyInstance;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mesa-letters-'));
    const mailbox = demonstrationMailbox(join(folder, 'mail'));
    const to = { name: 'Rosa Canul', address: 'rosa@gobierno.example' };
    await mailbox.send({ messageId: '<a@b.example>', references: [], to, subject: 'Hola', text: 'Hola', html: HTML });
    const kept = mailbox.kept ?? null;
    id = (await kept?.list({ before: null, limit: 1 }))?.[0]?.id ?? '';
    [demo, real] = [await open(folder, kept), await open(folder, null)];
  });
  afterAll(async () => {
    await Promise.all([demo.close(), real.close()]);
    await rm(folder, { recursive: true });
  });

  const get = (app: FastifyInstance, url: string) => app.inject({ url, headers: { host: 'localhost:3000' } });
  const policyOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['content-security-policy']);

  it('keeps its looks, runs and loads nothing, and is framed by the desk alone', async () => {
    const answer = await get(demo, `/correo-de-prueba/${id}/carta`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(policyOf(answer).split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "frame-ancestors 'self'",
      'sandbox allow-popups allow-popups-to-escape-sandbox',
    ]);
    expect(answer.body).toBe(HTML.replace('<head>', '<head><base target="_blank">'));
  });

  it.each(['00000000-0000-7000-8000-000000000000', '..%2f..%2fsecret', 'x'])('is not found as %s', async (wrong) => {
    const answer = await get(demo, `/correo-de-prueba/${wrong}/carta`);
    expect(answer.statusCode).toBe(404);
    expect(policyOf(answer)).toContain("script-src 'self'");
  });

  it('has no address on a real desk, whose pages frame nothing', async () => {
    expect((await get(real, `/correo-de-prueba/${id}/carta`)).statusCode).toBe(404);
    expect(policyOf(await get(real, '/health/live'))).toMatch(/frame-src 'none'/);
    expect(policyOf(await get(demo, '/health/live'))).toMatch(/frame-src 'self'/);
  });
});
