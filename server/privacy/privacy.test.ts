/** The privacy notice in versions, and what the desk tells somebody of themselves. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccount, readSession, verifyAccount } from '#contract/accounts.ts';
import {
  confirmPrivacyNotice,
  noticeBlanks,
  printOwnData,
  publishPrivacyNotice,
  readNextNotice,
  readOwnData,
  readPrivacyNotice,
} from '#contract/privacy.ts';
import { mintRegistrationLink, readingsOf } from '#server/accounts/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import { entriesOf, verifyChains } from '#server/shared/history.ts';
import { sha256 } from '#server/shared/ids.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { isStartingNotice } from './index.ts';
import { KEPT } from './own-data-rows.ts';

let desk: Settled;
let rosa = '';
let rosaId = '';
let officer = '';
const EMAIL = 'rosa.canul@gobierno.example';
const SHORT = 'Este es el aviso simplificado de la siguiente versión, con sus finalidades.';
const FULL = `# Responsable\n${'La dependencia trata los datos para atender sus solicitudes. '.repeat(5)}`.trim();
const NEXT = { shortEs: SHORT, fullEs: FULL, shortEn: '', fullEn: '' };

beforeAll(async () => {
  desk = await settle();
  rosaId = await desk.person({ email: EMAIL });
  rosa = await desk.enter(EMAIL);
  await desk.person({ email: 'transparencia@gobierno.example', roles: ['privacy_officer'] });
  officer = await desk.enter('transparencia@gobierno.example');
}, 60_000);
afterAll(() => desk.close());

describe('the privacy notice', () => {
  it('can be read without an account, in both languages, with the institution’s names in the starting text', async () => {
    const { status, reply } = await desk.call(readPrivacyNotice, {});
    expect(status).toBe(200);
    expect(reply).toMatchObject({ version: 1, inForce: true, starting: true });
    expect(reply.es.full).toContain('# Derechos de acceso, rectificación, cancelación y oposición (ARCO)');
    expect(JSON.stringify([reply.es, reply.en])).not.toMatch(/\{(government|agency|owner|operator|phone)\}/);
    expect((await desk.call(readPrivacyNotice, { query: { version: '9' } })).status).toBe(404);
  });

  it('leaves open in the next one what only the institution knows, as long as nobody published', async () => {
    const { reply } = await desk.call(readNextNotice, { session: officer });
    expect(reply).toMatchObject({ follows: 1, inForce: true, starting: true });
    const { published, next } = reply;
    expect(noticeBlanks(Object.values(published).join())).toEqual([]);
    expect([noticeBlanks(next.fullEs).length, noticeBlanks(next.fullEn).length]).toEqual([5, 5]);
    expect(await isStartingNotice(desk.house.store.read, desk.clock.now())).toBe(true);
  });

  it('is told to whoever has an account once, and to nobody who said they read it', async () => {
    expect((await desk.call(readSession, { session: rosa })).reply.privacyNoticeDue).toBe(1);
    const twice = [1, 2].map(() => desk.call(confirmPrivacyNotice, { session: rosa, body: { version: 1 } }));
    for (const each of await Promise.all(twice)) expect(each.status).toBe(200);
    expect((await desk.call(readSession, { session: rosa })).reply.privacyNoticeDue).toBeNull();
    expect(await readingsOf(desk.house.store.read, rosaId)).toMatchObject([{ version: 1, way: 'confirmed' }]);
  });

  it('keeps with an account the version its form showed', async () => {
    const body = { ...desk.applicant('nueva@gobierno.example'), privacyNoticeVersion: 1 };
    expect((await desk.call(createAccount, { body })).status).toBe(202);
    const { id } = await desk.house.store.read
      .selectFrom('registrations')
      .select('id')
      .where('email', '=', body.email)
      .executeTakeFirstOrThrow();
    const link = await desk.house.store.aside('delivery', (db, now) => mintRegistrationLink(db, id, now));
    const answer = await desk.call(verifyAccount, {
      body: { token: link?.token ?? '', password: body.password },
    });
    expect(answer.status).toBe(200);
    const person = await desk.house.store.read
      .selectFrom('people')
      .select('id')
      .where('email', '=', body.email)
      .executeTakeFirstOrThrow();
    expect(await readingsOf(desk.house.store.read, person.id)).toMatchObject([{ version: 1, way: 'sign-up' }]);
  });

  it('is followed by a version of the Transparency Unit, and both can be read; the former stays as it was', async () => {
    const publish = (body: object) => desk.call(publishPrivacyNotice, { session: officer, body: body as never });
    expect((await publish({ ...NEXT, version: 7 })).problem.code).toBe('version.stale');
    const half = await publish({ ...NEXT, version: 1, shortEn: 'The short notice of the next version, in English.' });
    expect(half.problem.fields).toEqual([{ path: 'fullEn', message: 'field.required' }]);
    const made = await publish({ ...NEXT, version: 1 });
    expect([made.status, made.reply.version, made.reply.starting, made.reply.en]).toEqual([201, 2, false, null]);
    const former = await desk.call(readPrivacyNotice, { query: { version: '1' } });
    expect(former.reply).toMatchObject({ inForce: false, versions: [{ version: 2 }, { version: 1 }] });
    expect((await desk.call(readSession, { session: rosa })).reply.privacyNoticeDue).toBe(2);
    expect((await desk.call(readSession, { session: officer })).reply.privacyNoticeDue).toBeNull();
    const late = await desk.call(confirmPrivacyNotice, { session: rosa, body: { version: 1 } });
    expect(late.problem.code).toBe('version.stale');
    const change = desk.house.store.aside('sweep', (db) =>
      db.updateTable('privacy_notices').set({ full_es: FULL }).execute(),
    );
    await expect(change).rejects.toThrow();
  });
});

describe('the next version', () => {
  const publish = (body: object) =>
    desk.call(publishPrivacyNotice, { session: officer, body: { ...NEXT, ...body } as never });
  const due = async () => (await desk.call(readSession, { session: rosa })).reply.privacyNoticeDue;

  it('holds from the day it says, and is told to nobody before', async () => {
    const today = desk.clock.now();
    const day = (days: number) =>
      later(today, days * DAY)
        .toISOString()
        .slice(0, 10);
    const wrong = async (body: object) => (await publish({ version: 2, ...body })).problem.fields?.[0];
    expect(await wrong({ appliesOn: day(-2) })).toEqual({ path: 'appliesOn', message: 'field.date-past' });
    expect(await wrong({ appliesOn: day(400) })).toEqual({ path: 'appliesOn', message: 'field.date' });
    expect(await wrong({ shortEs: `${SHORT} {calle y número}` })).toMatchObject({ message: 'field.blanks' });
    const made = await publish({ version: 2, appliesOn: day(10), shortEs: `${SHORT} Con domicilio.` });
    expect([made.status, made.reply.version, made.reply.inForce]).toEqual([201, 3, false]);
    expect(made.reply.appliesAt.slice(0, 10)).toBe(day(10));
    const { reply } = await desk.call(readPrivacyNotice, {});
    expect(reply).toMatchObject({ version: 2, inForce: true, coming: { version: 3, appliesAt: made.reply.appliesAt } });
    expect(await due()).toBe(2);
    const next = (await desk.call(readNextNotice, { session: officer })).reply;
    expect(next).toMatchObject({ follows: 3, inForce: false, starting: false });
    expect(next.next).toEqual(next.published);
    desk.clock.advance(11 * DAY);
    rosa = await desk.enter(EMAIL);
    officer = await desk.enter('transparencia@gobierno.example');
    expect(await due()).toBe(3);
    expect((await desk.call(readPrivacyNotice, {})).reply).toMatchObject({ version: 3, inForce: true, coming: null });
  });
});

describe('what the desk holds of oneself', () => {
  it('comes whole and without secrets, and its taking is in the history with its hash', async () => {
    const { status, reply } = await desk.call(readOwnData, { session: rosa });
    expect(status).toBe(200);
    const rows = (name: string) => reply.sections.find(({ section }) => section === name)?.rows;
    expect(rows('account')).toMatchObject([{ id: rosaId, email: EMAIL }]);
    expect(rows('sessions')?.length).toBe(2);
    expect(rows('privacy-notices-read')).toMatchObject([{ version: 1, way: 'confirmed' }]);
    expect(rows('history')?.map(({ fact }) => fact)).toContain('privacy-notice.read');
    const all = JSON.stringify(reply);
    expect(all).not.toContain(ADMIN.email);
    expect(all).not.toMatch(/password_hash|token_hash|code_hash|"secret"|public_key|argon2/);
    const taken = (await entriesOf(desk.house.store.read, `person:${rosaId}`)).at(-1);
    expect(taken).toMatchObject({ fact: 'own-data.taken', data: { sha256: reply.sha256 } });
    expect((await verifyChains(desk.house.store.read)).breaks).toEqual([]);
  });

  it('tells from where something was opened, and not what: that is of other people’s requests too', async () => {
    await desk.house.readings.flush();
    const { reply } = await desk.call(readOwnData, { session: rosa });
    const places = reply.sections.find(({ section }) => section === 'reading-places')?.rows;
    expect(places?.[0]).toEqual({ at: expect.any(String), address: '127.0.0.1' });
  });

  it('comes as a paper to read too, in words and without numbers of rows', async () => {
    const { reply } = await desk.call(readOwnData, { session: rosa });
    const { status, raw } = await desk.call(printOwnData, { session: rosa });
    expect([status, raw.headers['content-type']]).toEqual([200, 'application/octet-stream']);
    expect(raw.headers['content-disposition']).toMatch(/mis-datos-\d{4}-\d\d-\d\d\.pdf/);
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(raw.bytes);
    const text = [...document.pages()]
      .map((page) => page.getText())
      .join(' ')
      .replace(/\s+/g, ' ');
    library.destroy();
    expect(text).toContain(EMAIL);
    for (const words of ['Mis datos personales', 'Estado Activa', 'Sesiones', 'Lo que no está en esta copia'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7|_id\b|undefined|\[object|T\d\d:\d\d:\d\d/);
    const taken = (await entriesOf(desk.house.store.read, `person:${rosaId}`)).at(-1);
    const paper = sha256(raw.bytes).toString('hex');
    expect(taken).toMatchObject({ fact: 'own-data.taken', data: { paper } });
    expect(reply.sha256).toHaveLength(64);
  });

  it('is asked for again where too many papers wait', async () => {
    vi.spyOn(desk.house.press, 'print').mockRejectedValueOnce(new Fault('workshop.busy', {}, { retryAfter: 5 }));
    expect((await desk.call(printOwnData, { session: rosa })).problem.code).toBe('workshop.busy');
  });

  it('is not given without end', async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 10; each += 1) statuses.push((await desk.call(readOwnData, { session: rosa })).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await desk.call(printOwnData, { session: rosa })).status).toBe(429);
  });

  /** Names a person for what they did in an office, which the record of that act tells; or a file of the desk that ends by itself. */
  const APART = new Set(
    [
      'requests.last_by requests.last_public_by calendar_versions.made_by service_level_versions.published_by',
      'service_level_drafts.saved_by service_versions.published_by service_drafts.saved_by canned_replies.changed_by',
      'urgency_decisions.decided_by announcements.made_by announcement_updates.by_id absences.set_by routing_rules.changed_by',
      'routing_turns.person_id duty_swaps.from_id duty_swaps.to_id duty_swaps.by_id handovers.next_id handovers.confirmed_by',
      'anchor_addresses.added_by integrity_checks.asked_by',
      'backups.asked_by error_reports.mended_by arrivals.looked_by arrivals.started_by enrolments.drafted_by enrolments.reviewed_by',
      'enrolment_rows.decided_by enrolment_rows.exception_by responsibilities.published_by reset_codes.given_by',
      'factor_removals.removed_by account_closings.closed_by account_closings.opened_by password_policies.changed_by',
      'directory_flows.person_id deactivations.colleague_id deactivations.asked_by deactivations.taken_by',
      'deactivations.called_off_by agency_successions.decided_by agency_successions.called_off_by role_grants.granted_by',
      'role_grants.ended_by payroll_files.looked_by payroll_files.started_by payroll_meanings.said_by former_passwords.person_id',
      'movements.colleague_id planned_movements.colleague_id planned_movements.planned_by planned_movements.ended_by',
      'privacy_notices.published_by movements.moved_by movements.taken_by data_rights_requests.captured_by',
      'data_rights_requests.answered_by data_rights_requests.effected_by delegations.granted_by delegations.ended_by',
      'redactions.redacted_by redaction_openings.opened_by',
      // Of other people's requests; from where they were opened is told (decision 54).
      'readings.read_by',
    ].flatMap((line) => line.split(' ')),
  );

  it('leaves out no table that names people, but those said here', async () => {
    const { rows } = await sql<{ at: string }>`
      select c.conrelid::regclass || '.' || a.attname as at from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'people'::regclass
      union
      -- The reading log refers to nobody by a key, so that it waits for nobody.
      select table_name || '.' || column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'uuid' and (column_name = 'person_id' or column_name like '%\_by')
      order by 1`.execute(desk.house.store.read);
    const told = new Set(KEPT.flatMap(({ table, names }) => names.map((name) => `${table}.${name}`)));
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.map(({ at }) => at).filter((at) => !told.has(at) && !APART.has(at))).toEqual([]);
  });
});
