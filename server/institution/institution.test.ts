import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import {
  completeSetUp,
  openSetUp,
  readInstitution,
  readSettings,
  saveMail,
  saveSettings,
  sendSetUpLetter,
} from '#contract/institution.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newSecret } from '#server/shared/ids.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { ADMIN, SET_UP, type Settled, settle, tokenOf } from '#tests/security/settled.ts';
import { ensureSetUpLink, INSTITUTION_STREAM } from './index.ts';

const MAIL = { smtpUrl: 'smtps://mesa:clave@correo.gobierno.example:465', mailFrom: 'mesa@gobierno.example' };
const institution = { ...SET_UP.institution, mailDomains: ['gobierno.example'] };

describe('the first set-up', () => {
  let desk: TestHouse;
  let token: string;
  beforeAll(async () => {
    desk = await openTestHouse();
    desk.mailbox.turnOff();
  });
  afterAll(() => desk.close());

  const complete = (over: object = {}) =>
    desk.call(completeSetUp, { body: { ...SET_UP, institution, mail: MAIL, token, ...over } });

  it('says on the sign-in page that nothing is set up yet, and lets nobody create an account', async () => {
    const { status, reply } = await desk.call(readInstitution);
    expect(status).toBe(200);
    expect(reply).toMatchObject({ isSetUp: false, selfRegistration: 'off', demo: null, passwordMaxAgeDays: 30 });
    expect(reply.passwordMinLength).toBe(12);
  });

  it('opens with the last link printed, not with an earlier one nor another', async () => {
    const earlier = tokenOf(await ensureSetUpLink(desk.house));
    const url = await ensureSetUpLink(desk.house);
    expect(url).toMatch(/^http:\/\/localhost:3000\/preparar#/);
    token = tokenOf(url);
    for (const wrong of [earlier, newSecret()]) {
      const answer = await desk.call(openSetUp, { body: { token: wrong } });
      expect([answer.status, answer.problem.code]).toEqual([403, 'set-up.token']);
    }
    const { reply } = await desk.call(openSetUp, { body: { token } });
    expect(reply.proposed).toMatchObject({ productName: 'Mesa de Servicios', productYear: 2026, folioUnit: 'DTI' });
    expect((await desk.call(openSetUp, { body: { token: 'x' } })).status).toBe(400);
  });

  it('sends a test letter before anything is kept, or says why it did not leave', async () => {
    const to = ADMIN.email;
    expect((await desk.call(sendSetUpLetter, { body: { token, mail: MAIL, to } })).reply).toEqual({ done: true });
    expect(desk.mailbox.letters.at(-1)).toMatchObject({
      to: { address: to },
      subject: 'Prueba de correo de Mesa de Servicios',
    });
    expect(desk.mailbox.letters.at(-1)?.text).toContain('http://localhost:3000');
    desk.mailbox.answerWith(() => ({ outcome: 'refused', reason: '535 no such user' }));
    const refused = await desk.call(sendSetUpLetter, { body: { token, mail: MAIL, to } });
    expect(refused.problem).toMatchObject({
      status: 422,
      code: 'mail.unreachable',
      values: { reason: '535 no such user' },
    });
    desk.mailbox.answerWith(() => ({ outcome: 'sent' }));
    const empty = await desk.call(sendSetUpLetter, { body: { token, mail: { smtpUrl: '', mailFrom: '' }, to } });
    expect(empty.problem.fields).toEqual([{ path: 'mail.smtpUrl', message: 'field.required' }]);
    const stranger = await desk.call(sendSetUpLetter, { body: { token: newSecret(), mail: MAIL, to } });
    expect(stranger.status).toBe(403);
    expect(desk.mailbox.isConfigured()).toBe(false);
  });

  it.each([
    [422, 'password.weak', { administrator: { ...SET_UP.administrator, password: 'aaaaaaaaaaaa' } }],
    [422, 'password.known', { administrator: { ...SET_UP.administrator, password: 'password1234' } }],
    [422, 'password.context', { administrator: { ...SET_UP.administrator, password: 'Ejemplo-2026.' } }],
    [400, 'input.invalid', { institution: { ...institution, timeZone: 'America/Atlantida' } }],
    [400, 'input.invalid', { institution: { ...institution, folioUnit: 'D/TI' } }],
    [400, 'input.invalid', { institution: { ...institution, passwordMaxAgeDays: 365 } }],
    [403, 'set-up.token', { token: newSecret() }],
  ])('is refused (%i %s) and changes nothing', async (status, code, over) => {
    const answer = await complete(over);
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect((await desk.call(readInstitution)).reply.isSetUp).toBe(false);
  });

  it('is done once, also by two at the same time: institution, catalogue, mail, administrator', async () => {
    const answers = await Promise.all([complete(), complete()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect((await desk.call(readInstitution)).reply).toMatchObject({
      isSetUp: true,
      selfRegistration: 'verified_email',
    });
    expect(desk.mailbox.isConfigured()).toBe(true);
    const { session } = await desk.call(signIn, { body: ADMIN });
    const { reply } = await desk.call(readSession, { session });
    expect(reply).toMatchObject({ roles: ['requester', 'operator_admin'], can: { administer: true } });
    expect(reply.person.agencyName.es).toBe(institution.hostAgencyName);
    const { agencies, positions } = (await desk.call(listOrganisation)).reply;
    expect(agencies.length).toBeGreaterThan(20);
    expect(agencies.map((agency) => agency.acronym)).toContain('SPFyA');
    expect(agencies.map((agency) => agency.acronym)).not.toContain('SAyGP');
    expect(positions.length).toBe(23);
    const facts = await entriesOf(desk.house.store.read, INSTITUTION_STREAM);
    expect(facts.map((entry) => entry.fact)).toContain('institution.set-up');
    expect(JSON.stringify(facts)).not.toContain(token);
  });

  it('then stays closed to every link, in the same words', async () => {
    expect(await ensureSetUpLink(desk.house)).toBeNull();
    for (const given of [token, newSecret()]) {
      const answers = [
        await desk.call(openSetUp, { body: { token: given } }),
        await desk.call(sendSetUpLetter, { body: { token: given, mail: MAIL, to: ADMIN.email } }),
        await complete({ token: given }),
      ];
      expect(answers.map((answer) => [answer.status, answer.problem.code])).toEqual(
        answers.map(() => [409, 'set-up.done']),
      );
    }
  });
});

describe('a set-up without the starting catalogue', () => {
  it('has its own agency, the usual positions, and says that the catalogue is not there', async () => {
    const desk = await openTestHouse();
    const token = tokenOf(await ensureSetUpLink(desk.house));
    const body = { ...SET_UP, institution, token, withStartingCatalogue: false };
    expect((await desk.call(completeSetUp, { body })).status).toBe(201);
    const { agencies, positions } = (await desk.call(listOrganisation)).reply;
    expect(agencies).toMatchObject([{ acronym: 'SA', name: { es: 'Secretaría de Administración' } }]);
    expect(positions.length).toBe(23);
    await desk.close();
  });
});

describe('the settings', () => {
  let desk: Settled;
  beforeAll(async () => {
    desk = await settle();
  });
  afterAll(() => desk.close());

  it('are read and changed by an administrator, with what changed in the history', async () => {
    const { reply } = await desk.call(readSettings, { session: desk.admin });
    expect(reply.institution).toEqual({ ...institution, dutyPhoneShown: false });
    const changed = { ...reply.institution, productName: 'Mesa Estatal', mailDomains: ['COL.gob.mx '] };
    const saved = await desk.call(saveSettings, {
      session: desk.admin,
      body: { institution: changed, version: reply.version },
    });
    expect(saved.reply).toEqual({ done: true });
    const after = (await desk.call(readSettings, { session: desk.admin })).reply;
    expect(after.institution).toMatchObject({ productName: 'Mesa Estatal', mailDomains: ['col.gob.mx'] });
    const entries = await entriesOf(desk.house.store.read, INSTITUTION_STREAM);
    expect(entries.at(-1)).toMatchObject({
      fact: 'institution.changed',
      data: { changed: ['productName', 'mailDomains'] },
    });
    const stale = await desk.call(saveSettings, {
      session: desk.admin,
      body: { institution: changed, version: reply.version },
    });
    expect([stale.status, stale.problem.code]).toEqual([409, 'version.stale']);
  });

  it('refuse what is not of their shape', async () => {
    const { institution: now, version } = (await desk.call(readSettings, { session: desk.admin })).reply;
    for (const over of [
      { timeZone: 'Mars/Olympus' },
      { productYear: 26.5 },
      { mailDomains: ['@x'] },
      { set_up_at: null },
      { productName: ' ' },
    ]) {
      const answer = await desk.call(saveSettings, {
        session: desk.admin,
        body: { institution: { ...now, ...over }, version },
      });
      expect(answer.status).toBe(400);
    }
  });

  it('of mail are kept once a letter to whoever changes them left', async () => {
    desk.mailbox.answerWith(() => ({ outcome: 'refused', reason: 'connection refused' }));
    const refused = await desk.call(saveMail, { session: desk.admin, body: MAIL });
    expect([refused.status, refused.problem.code]).toEqual([422, 'mail.unreachable']);
    desk.mailbox.answerWith(() => ({ outcome: 'sent' }));
    expect((await desk.call(saveMail, { session: desk.admin, body: MAIL })).reply).toEqual({ done: true });
    expect(desk.mailbox.letters.at(-1)?.to.address).toBe(ADMIN.email);
    const off = await desk.call(saveMail, { session: desk.admin, body: { smtpUrl: '', mailFrom: '' } });
    expect(off.status).toBe(200);
    expect((await desk.call(readSession, { session: desk.admin })).reply.standingNotices).toContain('mail-missing');
    const bad = await desk.call(saveMail, { session: desk.admin, body: { smtpUrl: 'http://x.example', mailFrom: '' } });
    expect(bad.status).toBe(400);
    const half = await desk.call(saveMail, { session: desk.admin, body: { ...MAIL, mailFrom: '' } });
    expect(half.problem.fields).toEqual([{ path: 'mailFrom', message: 'field.required' }]);
  });

  it('are nobody else’s', async () => {
    await desk.person({ email: 'curiosa@gobierno.example', roles: ['requester', 'service_owner', 'auditor'] });
    const session = await desk.enter('curiosa@gobierno.example');
    const { institution: now, version } = (await desk.call(readSettings, { session: desk.admin })).reply;
    for (const [who, status] of [
      [session, 403],
      [null, 401],
    ] as const) {
      expect((await desk.call(readSettings, { session: who })).status).toBe(status);
      expect((await desk.call(saveSettings, { session: who, body: { institution: now, version } })).status).toBe(
        status,
      );
      expect((await desk.call(saveMail, { session: who, body: MAIL })).status).toBe(status);
    }
  });
});
