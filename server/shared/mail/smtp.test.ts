import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestSmtp, testSmtp } from '#tests/letters/smtp.ts';
import { newId } from '../ids.ts';
import type { Letter, Mailbox } from '../mailbox.ts';
import { openSecrets } from '../secrets.ts';
import { demonstrationMailbox } from './demonstration.ts';
import { headerText } from './message.ts';
import { smtpMailbox } from './smtp.ts';
import { readSmtpUrl } from './smtp-url.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
const folders: string[] = [];
const opened: Mailbox[] = [];
let smtp: TestSmtp;

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'mesa-mail-'));
  folders.push(made);
  return made;
};

const mailbox = (given: { smtpUrl?: string | null; mailFrom?: string | null } = {}) => {
  const secrets = openSecrets(folder());
  const settings = {
    smtpUrl: smtp.url as string | null,
    mailFrom: 'mesa@gobierno.example' as string | null,
    publicUrl: 'https://mesa.gobierno.example',
    ...given,
  };
  const made = smtpMailbox({ settings, secrets, log: silent });
  opened.push(made);
  return { box: made, secrets };
};

const letter = (changes: Partial<Letter> = {}): Letter => ({
  messageId: `<${newId()}@mesa.gobierno.example>`,
  references: [],
  to: { name: 'Rosa Canul', address: 'rosa.canul@finanzas.example' },
  fromName: 'Mesa de Servicios',
  subject: '[SS/2026/000123] No imprime la de recepción',
  text: 'Recibimos tu solicitud.\n.\nSegunda línea con eñe.',
  html: '<p>Recibimos tu solicitud.</p>',
  ...changes,
});

beforeAll(async () => {
  smtp = await testSmtp();
});
afterEach(() => {
  smtp.received.length = 0;
  smtp.behave(() => 'accept');
  for (const box of opened.splice(0)) box.close();
});
afterAll(async () => {
  await smtp.stop();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('a letter arrives whole, to one address, with the headers that keep robots quiet and threads together', async () => {
  const root = '<request-1@mesa.gobierno.example>';
  const before = '<letter-1@mesa.gobierno.example>';
  const sent = letter({ references: [root, before] });
  expect(await mailbox().box.send(sent)).toEqual({ outcome: 'sent' });
  const [arrived] = smtp.received;
  expect(arrived?.from).toBe('mesa@gobierno.example');
  expect(arrived?.to).toEqual(['rosa.canul@finanzas.example']);
  const names = arrived?.message.headers.map((each) => each.name).sort();
  expect(names).toEqual([
    'Auto-Submitted',
    'Content-Type',
    'Date',
    'From',
    'In-Reply-To',
    'MIME-Version',
    'Message-ID',
    'References',
    'Subject',
    'To',
    'X-Auto-Response-Suppress',
  ]);
  expect(arrived?.message.header('From')).toBe('Mesa de Servicios <mesa@gobierno.example>');
  expect(arrived?.message.header('To')).toBe('Rosa Canul <rosa.canul@finanzas.example>');
  expect(arrived?.message.header('Subject')).toBe(sent.subject);
  expect(arrived?.message.header('Message-ID')).toBe(sent.messageId);
  expect(arrived?.message.header('In-Reply-To')).toBe(before);
  expect(arrived?.message.header('References')).toBe(`${root} ${before}`);
  expect(arrived?.message.header('Auto-Submitted')).toBe('auto-generated');
  expect(arrived?.message.header('X-Auto-Response-Suppress')).toBe('All');
  expect(arrived?.message.text).toBe(sent.text);
  expect(arrived?.message.html).toBe(sent.html);
});

const POISON = 'Rosa\r\nBcc: otra@example.com\u2028X-Evil: 1\u0000\u202Eetse';

test('V72: line breaks and control characters in names and subjects make no header of their own', async () => {
  const sent = letter({
    subject: `[SS/2026/000123] ${POISON}`,
    fromName: POISON,
    to: { name: POISON, address: 'rosa@finanzas.example' },
  });
  expect(await mailbox().box.send(sent)).toEqual({ outcome: 'sent' });
  const [arrived] = smtp.received;
  expect(arrived?.to).toEqual(['rosa@finanzas.example']);
  expect(arrived?.message.headers.map((each) => each.name).sort()).toEqual([
    'Auto-Submitted',
    'Content-Type',
    'Date',
    'From',
    'MIME-Version',
    'Message-ID',
    'Subject',
    'To',
    'X-Auto-Response-Suppress',
  ]);
  expect(arrived?.message.header('Subject')).toBe('[SS/2026/000123] Rosa Bcc: otra@example.com X-Evil: 1 etse');
});

test.each([
  'rosa@finanzas.example, otra@example.com',
  'rosa@finanzas.example\r\nRCPT TO:<otra@example.com>',
  '<rosa@finanzas.example>',
  'rosa@finanzas.example> SIZE=1',
  '',
])('V72: %j is no single address and is refused before it is sent', async (address) => {
  expect((await mailbox().box.send(letter({ to: { name: '', address } }))).outcome).toBe('refused');
  expect(smtp.received).toEqual([]);
});

test('a long subject is cut, not folded into nonsense', () => {
  expect(headerText('ñ'.repeat(300), 200)).toHaveLength(200);
  expect(headerText('ñ'.repeat(300), 200).endsWith('…')).toBe(true);
});

test.each([
  ['550', 'refused'],
  ['554', 'refused'],
  ['451', 'later'],
  ['421', 'unreachable'],
  ['drop', 'later'],
  ['sender-550', 'unreachable'],
  ['busy-greeting', 'unreachable'],
] as const)('what the server does (%s) says who is to blame: %s', async (mode, outcome) => {
  const { box } = mailbox();
  smtp.behave(() => mode);
  const delivery = await box.send(letter());
  expect(delivery.outcome).toBe(outcome);
  expect('reason' in delivery && delivery.reason.length > 0).toBe(true);
  smtp.behave(() => 'accept');
  expect(await box.send(letter())).toEqual({ outcome: 'sent' });
});

test('a server that is away is unreachable; back again, the same mailbox delivers', async () => {
  const own = await testSmtp();
  const { box } = mailbox({ smtpUrl: own.url });
  expect(await box.send(letter())).toEqual({ outcome: 'sent' });
  await own.stop();
  expect((await box.send(letter())).outcome).toBe('unreachable');
  await own.start();
  expect(await box.send(letter())).toEqual({ outcome: 'sent' });
  expect(own.received).toHaveLength(2);
  await own.stop();
});

test('a kept conversation that the server ended is replaced, and the letter leaves once', async () => {
  const own = await testSmtp();
  const { box } = mailbox({ smtpUrl: own.url });
  await box.send(letter());
  await own.stop();
  await own.start();
  expect(await box.send(letter())).toEqual({ outcome: 'sent' });
  expect(own.received).toHaveLength(2);
  await own.stop();
});

test('user and password are used, and wrong ones blame the server’s settings, not the letter', async () => {
  const own = await testSmtp({ user: 'mesa', password: 'p%@ss' });
  const good = mailbox({ smtpUrl: `smtp://mesa:${encodeURIComponent('p%@ss')}@127.0.0.1:${own.port}` });
  expect(await good.box.send(letter())).toEqual({ outcome: 'sent' });
  const wrong = mailbox({ smtpUrl: `smtp://mesa:otra@127.0.0.1:${own.port}` });
  const delivery = await wrong.box.send(letter());
  expect(delivery.outcome).toBe('unreachable');
  expect(JSON.stringify(delivery)).not.toContain('otra');
  await own.stop();
});

test('a password is never sent in clear over the network', async () => {
  const said: string[] = [];
  const plain = createServer((socket) => {
    socket.write('220 relay\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      said.push(data.toString());
      socket.write(/^EHLO/.test(data.toString()) ? '250-relay\r\n250 AUTH PLAIN LOGIN\r\n' : '502 no\r\n');
    });
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.2', resolve));
  const address = plain.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { box } = mailbox({ smtpUrl: `smtp://mesa:secreto@127.0.0.2:${port}` });
  expect((await box.send(letter())).outcome).toBe('unreachable');
  expect(said.join('')).not.toContain('AUTH');
  plain.close();
});

test('the environment wins over kept settings; an empty address turns mail off', () => {
  const { box, secrets } = mailbox({ smtpUrl: null, mailFrom: null });
  expect(box.isConfigured()).toBe(false);
  expect(box.state().source).toBe('none');
  box.configure({ smtpUrl: 'smtp://mesa:secreto@correo.example:2525', mailFrom: 'mesa@gobierno.example' });
  expect(box.state()).toEqual({
    source: 'settings',
    host: 'correo.example',
    user: 'mesa',
    from: 'mesa@gobierno.example',
  });
  const settings = { smtpUrl: 'smtp://otro.example', mailFrom: null, publicUrl: 'https://mesa.gobierno.example' };
  expect(smtpMailbox({ settings, secrets, log: silent }).state()).toMatchObject({
    source: 'environment',
    host: 'otro.example',
  });
  box.configure({ smtpUrl: '', mailFrom: '' });
  expect(box.isConfigured()).toBe(false);
  expect(secrets.read('smtp-url')).toBeNull();
});

test('settings are tried with one letter and not kept', async () => {
  const { box, secrets } = mailbox({ smtpUrl: null, mailFrom: null });
  expect(await box.tryOut({ smtpUrl: smtp.url, mailFrom: 'prueba@gobierno.example' }, letter())).toEqual({
    outcome: 'sent',
  });
  expect(smtp.received[0]?.from).toBe('prueba@gobierno.example');
  expect(secrets.read('smtp-url')).toBeNull();
  expect((await box.tryOut({ smtpUrl: 'nada', mailFrom: 'a@b.example' }, letter())).outcome).toBe('unreachable');
});

test.each([
  ['smtp://h', { port: 587, implicitTls: false, tls: 'verified' }],
  ['smtps://h', { port: 465, implicitTls: true, tls: 'verified' }],
  ['smtp://h:25?tls=off', { port: 25, tls: 'off' }],
  ['smtps://h?tls=off', { implicitTls: true, tls: 'verified' }],
  ['smtp://h?tls=unverified', { tls: 'unverified' }],
  ['smtp://h?proxy=http://otro&logger=true', { host: 'h', tls: 'verified' }],
  ['smtp://u%40g:a%25@h', { user: 'u@g', password: 'a%' }],
  ['smtp://u:a%zz@h', { password: 'a%zz' }],
])('%s is read as %o', (url, expected) => {
  expect(readSmtpUrl(url)).toMatchObject(expected);
});

test.each(['http://h', 'h:25', '', 'smtp://'])('%j is no mail server', (url) => {
  expect(readSmtpUrl(url)).toBeNull();
});

test('the demonstration keeps each letter on the machine, newest first, readable as it would arrive', async () => {
  const box = demonstrationMailbox(folder());
  for (const number of [1, 2, 3])
    expect(await box.send(letter({ subject: `carta ${number}` }))).toEqual({ outcome: 'sent' });
  const first = await box.kept?.list({ before: null, limit: 2 });
  expect(first?.map((each) => each.subject)).toEqual(['carta 3', 'carta 2']);
  const last = first?.at(-1);
  const rest = await box.kept?.list({ before: last ? [last.at, last.id] : null, limit: 2 });
  expect(rest?.map((each) => each.subject)).toEqual(['carta 1']);
  const read = await box.kept?.find(last?.id ?? '');
  expect(read?.headers.map((each) => each.name)).toContain('Auto-Submitted');
  expect(read?.text).toContain('Segunda línea con eñe.');
  expect(await box.kept?.find('../../../etc/passwd')).toBeNull();
  expect(await box.kept?.find(newId())).toBeNull();
  expect(smtp.received).toEqual([]);
});
