/** A walk over the screens of the demonstration: one program, one browser, one context per role, and the states worth a look. */
import type { BrowserContext, Page } from 'playwright-core';
import { askEmailChange, signIn } from '#contract/accounts.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { askDeactivation, findLeavers } from '#contract/deactivations.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import type { PersonId } from '#contract/ids.ts';
import { readInstitution } from '#contract/institution.ts';
import { showPresence } from '#contract/live.ts';
import type { Role } from '#contract/permissions.ts';
import { redactRequest } from '#contract/redactions.ts';
import { fileRequest, type RequestView, readRequest } from '#contract/requests.ts';
import type { BackupView, SafekeepingView } from '#contract/safekeeping.ts';
import { type Api, openApi } from './api.ts';
import { DESKTOP, type Visitor, visit, words } from './browser.ts';
import { technicalSupport } from './desk.ts';
import { pastedWithFaults, underReview, written } from './enrolments.ts';
import { pdfOf, pngOf } from './hostile.ts';
import { type Program, startProgram } from './program.ts';

/** One screen as one role meets it; `reach` does what opens the state to look at: a window, a form sent empty. */
export type Scene = {
  readonly as: Role | null;
  readonly at: string;
  readonly state?: string;
  readonly reach?: (page: Page, others: Others) => Promise<unknown>;
};

/** Who else is at the desk meanwhile, the request with files they look at, one asking for urgency, and a service. */
export type Others = {
  readonly leads: Api;
  readonly files: RequestView;
  readonly asking: RequestView;
  readonly service: string;
  /** Enrolments of the coordinator's: one with faults, one that may be signed, one under review. */
  readonly leaving: string;
  readonly enrolments: Readonly<Record<'faulty' | 'ready' | 'reviewed', string>>;
};

export type Tour = {
  readonly program: Program;
  /** The screen of the scene, drawn and quiet, in the state asked for. */
  enter(scene: Scene, viewport?: { width: number; height: number }): Promise<Visitor>;
  close(): Promise<void>;
};

const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).first().click();
const unfold = (name: string) => (page: Page) => page.locator('summary', { hasText: name }).first().click();
const dialog = (name: string) => async (page: Page) => {
  await press(name)(page);
  await page.getByRole('dialog').waitFor();
};
const menuDialog = (menu: string, name: string) => async (page: Page) => {
  await unfold(menu)(page);
  await page.locator('.menu__item', { hasText: name }).first().click();
  await page.getByRole('dialog').waitFor();
};
const sentWithFaults = (name: string) => async (page: Page) => {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').locator('[aria-invalid="true"]').first().waitFor();
};
const sendEmpty = (name: string) => async (page: Page) => {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('alert').first().waitFor();
};

const unexplained = async (page: Page) => {
  await page.locator('.roll-mark button').first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('staff-rolls.mark.save'), exact: true })
    .click();
  await page.locator('dialog .field--error').first().waitFor();
};

/** A portrait of one colour. */
export const PHOTO = {
  name: 'cara.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAACgAAAA8CAMAAAAjZwjSAAAAA1BMVEXmuY9CFRqIAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAGUlEQVRIie3BMQEAAADCoPVPbQ0PoAAAeDEJnAABUPYTLAAAAABJRU5ErkJggg==',
    'base64',
  ),
};

const screens = (as: Role | null, ...paths: string[]): Scene[] => paths.map((at) => ({ as, at }));
export const SCREENS: readonly Scene[] = [
  ...screens(null, '/entrar', '/entrar?crear=1', '/entrar/directorio', '/recuperar', '/recuperar/codigo', '/activar'),
  ...screens(
    null,
    `/activar#${'a'.repeat(43)}`,
    `/correo#${'a'.repeat(43)}`,
    `/satisfaccion#${'a'.repeat(43)}.4`,
    '/confirmar',
    '/verificar',
    '/correo-de-prueba',
    '/aviso-de-privacidad',
    '/preparar',
    '/no-existe',
  ),
  ...screens('requester', '/solicitudes', '/solicitudes?estado=all&q=zzzz', '/solicitudes/nueva'),
  ...screens('requester', '/solicitudes/$first', '/solicitudes/$first/acuse', '/solicitudes/$files', '/perfil'),
  ...screens('requester', '/ayuda', '/no-existe', '/solicitudes/SS-2020-000001'),
  ...screens('agency_coordinator', '/perfil', '/altas', '/altas/$ready?paso=firma', '/altas/$ready?paso=subida'),
  ...screens('operator_admin', '/altas', '/altas/$reviewed', '/altas/$reviewed/revision'),
  ...screens('agency_coordinator', '/plantilla', '/bajas', '/bajas/nueva', '/bajas/$leaving'),
  ...screens('operator_admin', '/administracion/plantillas', '/datos-personales'),
  ...screens('operator_admin', '/administracion/aviso-de-privacidad'),
  ...screens('requester', '/perfil/datos-personales'),
  ...screens('agent', '/atencion', '/atencion/$first', '/atencion/$files', '/atencion/SS-2020-000001'),
  ...screens('agent', '/atencion?vista=all&forma=lista', '/atencion?forma=lista&columnas=area,equipo,nivel,registro'),
  ...screens('agent', '/atencion?vista=all&vence=overdue&estado=in_progress'),
  ...screens('agent', '/atencion/capturar', '/plantillas'),
  ...screens('auditor', '/atencion?vista=all'),
  ...screens('auditor', '/integridad'),
  ...screens('service_owner', '/calendarios', '/guardia', '/guardia?ver=notas', '/guardia?semana=2020-01-06'),
  ...screens('agent', '/guardia', '/guardia/entrega/00000000-0000-4000-8000-000000000000'),
  ...screens('service_owner', '/niveles', '/niveles/nuevo'),
  ...screens('service_owner', '/equipos', '/equipos/no-existe', '/equipos/reglas'),
  ...screens('agent', '/equipos'),
  ...screens('team_lead', '/equipos/reglas'),
  ...screens('service_owner', '/equipos/ausencias'),
  ...screens('team_lead', '/equipos/ausencias'),
  ...screens('service_owner', '/avisos', '/avisos?ver=pasados', '/avisos/nuevo'),
  ...screens('service_owner', '/plantillas', '/plantillas/nueva', '/plantillas/causas', '/plantillas/no-existe'),
  ...screens(
    'service_owner',
    '/catalogo',
    '/catalogo?q=zzzz',
    '/catalogo/$service',
    '/catalogo/$service?pestana=preguntas',
  ),
  ...screens('service_owner', '/catalogo/$service?pestana=versiones', '/catalogo/$service?pestana=versiones&version=1'),
  ...screens(
    'service_owner',
    '/catalogo/listas',
    '/catalogo/importar',
    '/catalogo/00000000-0000-4000-8000-000000000000',
  ),
  ...screens('service_owner', '/urgencias', '/urgencias/$asking', '/urgencias/SS-2020-000001'),
  ...screens('service_owner', '/urgencias/registro', '/urgencias/registro?desde=2020-01&hasta=2020-02'),
  ...screens('auditor', '/urgencias/registro', '/lecturas', '/lecturas?folio=SS-2020-000001&que=file'),
  ...screens('operator_admin', '/llegadas', '/llegadas/00000000-0000-4000-8000-000000000000'),
  ...screens('operator_admin', '/administracion/dependencias'),
  ...screens('operator_admin', '/administracion/personas', '/administracion/correo', '/administracion/institucion'),
  ...screens('operator_admin', '/administracion/nomina', '/administracion/directorios'),
  ...screens('operator_admin', '/administracion/directorios/nuevo?tipo=ldap'),
  ...screens('operator_admin', '/administracion/contrasenas', '/administracion/contrasenas/cumplimiento'),
  ...screens('auditor', '/administracion/contrasenas/cumplimiento?estado=in_order'),
  ...screens(
    'operator_admin',
    '/administracion/estado',
    '/administracion/errores',
    '/administracion/errores?codigo=ABC',
  ),
  ...screens('operator_admin', '/respaldos'),
  ...screens('service_owner', '/altas/excepciones/$reviewed', '/respaldos'),
];

const more = words('console.act.more');
const people = words('setup.people.act.open');
const states = (as: Role | null, at: string, reached: Record<string, Scene['reach']>): Scene[] =>
  Object.entries(reached).map(([state, reach]) => ({ as, at, state, ...(reach ? { reach } : {}) }));
const viewing = async (page: Page, file: string) => {
  await page.locator(`.tile[title="${file}"]`).first().click();
  await page.getByRole('dialog', { name: file }).waitFor();
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.viewer__picture')?.naturalWidth);
};
/** As the page finds it on the day the password has expired. */
const expired = async (page: Page) => {
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), mustChangePassword: true } });
  });
  await page.reload();
  await page.getByRole('heading', { name: words('common.password-gate.title') }).waitFor();
  await page.unroute('**/api/session');
};
/** As the page finds it while a session is not wholly open. */
const gated = (standing: object, title: string, button?: string) => async (page: Page) => {
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...standing } });
  });
  await page.reload();
  await page.getByRole('heading', { name: title }).waitFor();
  // Before the session may be read again as it truly is.
  if (button !== undefined) await page.getByRole('button', { name: button }).waitFor();
  await page.unroute('**/api/session');
};
/** A line that would come in, one that cannot, and a word nobody here knows. */
const lookedAt = async (page: Page) => {
  const table =
    'Nombre,Paterno,Correo,Dependencia,Puesto\nAna,Núñez,ana.nunez@colima.example,Ultramar,Ninguno\nLuis,Tun,,,';
  await page.getByLabel(words('arrivals.desk')).fill('Mesa de ayuda de Finanzas');
  await page.getByLabel(words('arrivals.file')).setInputFiles({
    name: 'personas.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table),
  });
  await page.getByRole('heading', { name: words('arrivals.words') }).waitFor();
  await page.getByRole('table').waitFor();
};
/** The page of the first person of the list, and what is done there. */
const onePerson = (then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await page.locator('.people-name').first().click();
  await page.locator('.people-rights').waitFor();
  await then?.(page);
};
const codeGiven = async (page: Page) => {
  await menuDialog(people, words('setup.people.act.code'))(page);
  await page.getByRole('radio').first().check();
  await page.getByLabel(words('setup.code.note')).fill('Dijo su número y el de su oficina.');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await page.locator('.code-given').waitFor();
};
const oneLevel = async (page: Page) => {
  await page.locator('.split__line').nth(2).click();
  await page.locator('#level-resolution').waitFor();
};
const levelChanged = async (page: Page) => {
  await oneLevel(page);
  await page.locator('#level-resolution').fill('1 día');
  await press(words('levels.review'))(page);
  await page.getByRole('dialog').locator('.notice').waitFor();
};
const account = async (page: Page) => {
  await dialog(words('requests.account.open'))(page);
  await page.locator('.account__lines').first().waitFor();
};
const oneTeam = async (page: Page) => {
  await page.locator('.split__line').nth(1).click();
  await page.locator('.teams-people').waitFor();
};
/** The agency with most to show: somebody coordinates it. */
const oneAgency = async (page: Page) => {
  await page.locator('.split__line', { hasText: 'SEDECO' }).first().click();
  await page.locator('.organisation-holders').first().waitFor();
};
const oneCalendar = async (page: Page) => {
  await page.locator('.split__line').first().click();
  await page.locator('.week').waitFor();
};
const calendarTab = async (page: Page, name: 'calendars.tab.closures' | 'calendars.tab.changes') => {
  await oneCalendar(page);
  await page.getByRole('link', { name: words(name), exact: true }).click();
  await page.locator('.closures, .versions').first().waitFor();
};
const dayClosed = async (page: Page) => {
  await calendarTab(page, 'calendars.tab.closures');
  await dialog(words('calendars.close'))(page);
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(words('calendars.field.first-day')).fill(soon);
  await page.getByLabel(words('calendars.field.name'), { exact: true }).fill('Feria de Todos los Santos');
  await page.getByLabel(words('calendars.field.notice')).fill('Circular 14/2026 de la Oficialía Mayor');
  await page
    .getByRole('button', { name: words('calendars.look') })
    .last()
    .click();
  await page
    .getByRole('dialog', { name: words('calendars.review') })
    .locator('.notice')
    .waitFor();
};
/** A file with one service the desk has and one it has not. */
const broughtIn = async (page: Page, given: { kind: string; level: string; team: string | null }) => {
  const about = { area: 'ST', name: { es: 'Falla de plotter' }, description: { es: 'Para el taller de planos.' } };
  const fields = [{ key: 'what', type: 'text', label: { es: '¿Qué le pasa?' } }];
  const services = ['ST-04', 'ST-88'].map((code) => ({ ...given, ...about, code, fields }));
  const buffer = Buffer.from(JSON.stringify({ services }));
  await page.locator('#import-file').setInputFiles({ name: 'servicios.json', mimeType: 'application/json', buffer });
  await page.locator('#report-title').waitFor();
  const first = page.locator('.cat-report summary').first();
  if ((await first.count()) > 0) await first.click();
};
/** As everybody finds the pages while mail is down. */
const told = async (page: Page, ready: (page: Page) => Promise<unknown>) => {
  const hour = 3_600_000;
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
  const texts = { es: 'Lo que llega sí se lee. Más en https://www.gob.mx/avisos', en: '' };
  const one = (kind: string, title: string, n: number) => ({
    id: `01890000-0000-7000-8000-00000000000${n}`,
    ...{
      kind,
      title: { es: title, en: '' },
      body: texts,
      begins: at(n === 1 ? -2 : 40),
      until: n === 1 ? null : at(44),
    },
    ...{ updates: [{ at: at(-1), body: { es: 'Ya encontramos la causa.', en: '' } }], updatedAt: at(-1) },
    ...{ touches: { areaIds: [], serviceIds: [], systems: [] }, dismissed: false, following: n === 2 },
  });
  const items = [
    one('outage', `El correo está detenido ${'y seguimos trabajando '.repeat(4)}`, 1),
    one('maintenance', 'Mantenimiento de la red', 2),
    one('information', 'El lunes cerramos a las 14:00', 3),
  ];
  await page.route('**/api/announcements/*', (route) => route.fulfill({ json: { items } }));
  await page.reload();
  await ready(page);
  await page.unroute('**/api/announcements/*');
};
const toldAbove = (page: Page) =>
  told(page, async () => {
    await page.locator('.announce__fold summary').first().click();
    await page.locator('.announce__rest > summary').click();
  });
const toldWhileFiling = (page: Page) =>
  told(page, async () => {
    await page.getByRole('radio').first().check();
    await page.locator('.announce-known').waitFor();
  });
const oneAnnouncement = async (page: Page) => {
  await page.locator('.split__line').first().click();
  await page.locator('.announcing-acts').waitFor();
};
/** The ten seconds of an act: nothing reaches the server, nor the next page, where it would still be waited for. */
const actThatWaits = async (page: Page) => {
  const until = new Date(Date.now() + 10_000).toISOString();
  const json = { heldId: '01890000-0000-7000-8000-000000000001', until };
  await page.route('**/api/requests/*/assign', (route) => route.fulfill({ status: 202, json }), { times: 1 });
  await page.evaluate(() => {
    const keep = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (!key.endsWith('.held')) keep.call(this, key, value);
    };
  });
  await dialog(words('console.act.assign'))(page);
  await page.getByRole('dialog').locator('select').first().selectOption({ index: 1 });
  await page.getByRole('dialog').locator('textarea').fill('Le toca a ese equipo.');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await page.locator('.toasts__lasting button').first().waitFor();
};
/** The page of backups as it is after some weeks, whatever became of the last one. */
const backedUp =
  (last: Partial<BackupView>, standing: Partial<SafekeepingView> = {}) =>
  async (page: Page) => {
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const proof = { state: 'proven', at, seconds: 660, failure: null, signed: null } as const;
    const run: BackupView = {
      ...{ id: '01890000-0000-7000-8000-000000000001' as BackupView['id'], kind: 'daily', state: 'made', phase: null },
      ...{
        askedAt: at,
        askedBy: null,
        beganAt: at,
        endedAt: at,
        seconds: 372,
        seenAt: at,
        folder: '/var/backups/mesa',
      },
      ...{
        name: 'mesa-2026-11-22T08-00-00Z-0a1b2c.mesa',
        bytes: 4.2e9,
        sha256: 'a'.repeat(64),
        rows: 1_200_000,
        files: 9_000,
      },
      ...{ progress: null, cancelling: false, failure: null, proof, copies: [], removedAt: null, removedWhy: null },
      can: { cancel: false },
    };
    const newest = { ...run, ...last };
    const underWay = newest.progress === null ? null : newest;
    const plan = { enabled: true, hour: '02:00', days: 30, weeks: 12, months: 24, version: 1 };
    const room = {
      freeBytes: 9e11,
      allBytes: 1e12,
      onSameDisk: false,
      writable: true,
      archives: 66,
      archiveBytes: 2.6e11,
    };
    const details: SafekeepingView['details'] = {
      ...{ key: { recipient: `age1${'q'.repeat(58)}`, since: at }, plan, nextAt: at, underWay, last: newest },
      ...{
        place: { folder: `/var/${'respaldos-de-la-mesa-'.repeat(7)}`, ...room },
        copiesTo: 'sftp://mesa@respaldos.example/mesa',
      },
    };
    const view: SafekeepingView = {
      ...{
        at,
        lastGoodAt: at,
        lastProvenAt: at,
        restoreSeconds: 660,
        overdue: false,
        hasKey: true,
        details,
        ...standing,
      },
    };
    const older = { ...run, id: '01890000-0000-7000-8000-000000000002' };
    await page.route('**/api/safekeeping', (route) => route.fulfill({ json: view }));
    await page.route('**/api/backups', (route) => route.fulfill({ json: { items: [newest, older], next: null } }));
    await page.reload();
    await page.locator('.safe-runs tbody tr').nth(1).waitFor();
    if (underWay !== null) await dialog(words('backups.cancel'))(page);
    await page.unroute('**/api/safekeeping');
    await page.unroute('**/api/backups');
  };
const NO_ROOM = {
  es: 'El disco de los respaldos está lleno. Haz lugar, o elige otra carpeta con BACKUP_DIR.',
  en: 'Full.',
};
const failure = { reason: 'disk-full', says: NO_ROOM };
const making = { percent: 43, rows: 512_345, files: 4_210 };
/** What a journey opens on its way. */
export const STATES: readonly Scene[] = [
  ...states('operator_admin', '/respaldos', {
    'asking for the key': dialog(words('backups.key.make')),
    'a schedule': dialog(words('backups.plan')),
    proven: async (page) => {
      await backedUp({})(page);
      await page.locator('.safe-runs tbody button').first().click();
    },
    'one under way, being given up': backedUp({
      ...{ state: 'running', phase: 'writing', progress: making, name: null, bytes: null, seconds: null, proof: null },
      can: { cancel: true },
    }),
    'the last one failed, and none is recent': backedUp(
      { state: 'failed', name: null, bytes: null, proof: null, failure },
      { overdue: true, lastProvenAt: null, restoreSeconds: null },
    ),
  }),
  ...states(null, '/entrar', { 'sent empty': press(words('auth.sign-in.send')) }),
  ...states(null, '/entrar', {
    'while mail is down': (page) => told(page, () => page.locator('.announce-door').waitFor()),
  }),
  ...states(null, '/entrar?crear=1', { 'sent empty': sendEmpty(words('auth.create.title')) }),
  ...states(null, '/recuperar/codigo', { 'sent empty': press(words('auth.activate.send')) }),
  ...states('requester', '/solicitudes', {
    'menu of the account': (page) => page.locator('summary.person').click(),
    'reporting an error': async (page) => {
      await page.locator('summary.person').click();
      await page
        .locator('.menu__item', { hasText: words('common.report.open') })
        .first()
        .click();
      await page.getByRole('dialog').locator('summary').click();
    },
    notices: async (page) => {
      await page.locator('.bell > button').click();
      await page.locator('.bell__line, .bell__empty').first().waitFor();
    },
  }),
  ...states('requester', '/perfil', {
    'another e-mail': dialog(words('auth.email-change.title')),
    'cutting a photo': async (page) => {
      await page.locator('.photo input[type=file]').first().setInputFiles(PHOTO);
      await page.getByRole('dialog').waitFor();
    },
    'a password sent empty': press(words('auth.change-password')),
    'closing the other sessions': dialog(words('auth.sessions.all')),
    'with an expired password': expired,
    'with the second step due': gated({ secondStep: { code: true, passkey: true } }, words('auth.second-step.title')),
    'with a second factor to set up': gated({ mustEnrol: true }, words('auth.enrol.title')),
    'with responsibilities to accept': gated(
      { mustAcceptResponsibilities: true },
      words('auth.responsibilities.title'),
      words('auth.responsibilities.accept'),
    ),
    'with a QR code for an application': async (page) => {
      await press(words('auth.factor.add-totp'))(page);
      await press(words('auth.factor.begin'))(page);
      await page.getByRole('img', { name: words('auth.factor.qr') }).waitFor();
    },
    'adding a passkey': dialog(words('auth.passkey.add')),
    'a weak password': (page) => page.locator('#password-password').fill('Mexico2026Mexico'),
  }),
  ...states('requester', '/solicitudes', { 'while mail is down': toldAbove }),
  ...states('agent', '/atencion', { 'while mail is down': toldAbove }),
  ...states('service_owner', '/avisos', {
    'one of them': oneAnnouncement,
    'withdrawing it': async (page) => {
      await oneAnnouncement(page);
      await dialog(words('announcing.withdraw.open'))(page);
    },
  }),
  ...states('service_owner', '/avisos/nuevo', { 'saved empty': press(words('announcing.save-draft')) }),
  ...states('requester', '/solicitudes/nueva', {
    'what the desk knows already': toldWhileFiling,
    'sent empty': press(words('requests.new.send')),
    'asking for urgency': async (page) => {
      await page.locator('#rq-urgency').check();
      await press(words('requests.new.send'))(page);
    },
  }),
  ...states('service_owner', '/urgencias/$asking', {
    'decided without a word': (page) => page.locator('.urg-form button[type=submit]').click(),
  }),
  ...states('service_owner', '/atencion/$files', {
    'covering what was asked for': async (page) => {
      await page.locator('.brief').evaluate((brief: HTMLDetailsElement) => {
        brief.open = true;
      });
      await page.locator('.brief .redact-button').click();
      await sentWithFaults(words('redactions.submit'))(page);
    },
  }),
  ...states('auditor', '/atencion/$files', {
    'opening an original': async (page) => {
      await dialog(words('redactions.open'))(page);
      await sentWithFaults(words('redactions.open'))(page);
    },
    'who opened it': async (page) => {
      await page.getByRole('link', { name: words('console.readings') }).click();
      await page.locator('.readings-table tbody tr').first().waitFor();
    },
  }),
  ...states('requester', '/solicitudes/$files', { 'asking later': dialog(words('requests.urgency.ask')) }),
  ...states('requester', '/solicitudes/$first', {
    'earlier entries': (page) => page.locator('.fold__open').click(),
    reopening: dialog(words('requests.settle.no')),
    'how it is counted': account,
  }),
  ...states('requester', '/solicitudes/$files', { 'looking at a picture': (page) => viewing(page, 'captura.png') }),
  ...states('agent', '/atencion/$files', {
    'official documents': async (page) => {
      await dialog(words('console.aside.official'))(page);
      await page.locator('.official__part').last().waitFor();
    },
    'looking at a page': (page) => viewing(page, 'oficio.pdf'),
    'beside somebody who writes': async (page, { leads, files }) => {
      await page.locator('.rq-work__reply textarea').waitFor();
      await leads.call(showPresence, { params: { id: files.id }, body: { state: 'writing' } });
      await page.locator('.also-writing').waitFor();
      await leads.call(showPresence, { params: { id: files.id }, body: { state: 'looking' } });
    },
  }),
  ...states('agent', '/atencion?vista=all&forma=lista', {
    'rows chosen': async (page) => {
      for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
      await page.locator('tr.is-chosen').nth(1).waitFor();
    },
    filters: (page) => press(words('console.filter.button'))(page),
    columns: async (page) => {
      const choose = page.getByRole('button', { name: words('console.columns.button'), exact: true });
      // Cards have none.
      if (!(await choose.isVisible())) return;
      await choose.click();
      await page.getByRole('dialog').waitFor();
    },
    'what an act on two would change': async (page) => {
      for (const key of ['j', 'x', 'j', 'x', 's']) await page.keyboard.press(key);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('console.bulk.see') })
        .click();
      await page.locator('.bulk__lines').waitFor();
    },
  }),
  ...states('agent', '/atencion?vista=all&vence=overdue', {
    'saving a view': dialog(words('console.saved.new')),
  }),
  ...states('agent', '/atencion/$first', {
    assigning: dialog(words('console.act.assign')),
    'how it is counted': account,
    resolving: dialog(words('console.act.resolve')),
    'an act that may be taken back': actThatWaits,
    'more acts': unfold(more),
    reclassifying: menuDialog(more, words('console.act.reclassify')),
    templates: async (page) => {
      await page.locator('.rq-work__reply .templates summary').click();
      await page.locator('.templates .menu__item').first().waitFor();
    },
    waiting: menuDialog(more, words('console.act.wait')),
    'closing it as a duplicate': menuDialog(more, words('console.act.duplicate')),
    'joining it to an outage': menuDialog(more, words('console.outage.join')),
    'arranging a visit': menuDialog(more, words('console.act.schedule')),
    'the palette': async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: words('console.palette.field') }).fill('asig');
    },
    'all the keys': async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
    'what it may become': async (page) => {
      await page.keyboard.press('s');
      await page.getByRole('dialog').waitFor();
    },
    'other ways to send': (page) => page.locator('.split summary').click(),
    'writing a note': (page) => page.getByRole('tab', { name: words('console.composer.note') }).click(),
  }),
  ...states('service_owner', '/guardia', {
    'a new pattern': async (page) => {
      await dialog(words('shifts.new'))(page);
      await page.getByLabel(words('shifts.field.repeat')).check();
    },
    'what a pattern comes to': async (page) => {
      await dialog(words('shifts.new'))(page);
      await page.getByLabel(words('shifts.field.repeat')).check();
      await press(words('shifts.look'))(page);
      await page.locator('.duty-plan').waitFor();
    },
    'who is on call': async (page) => {
      const line = page.locator('.duty-line summary');
      // On a telephone it stands on the page alone.
      if (await line.isVisible()) await line.click();
    },
  }),
  ...states('service_owner', '/guardia?semana=$monday', {
    'one shift': async (page) => {
      await page.locator('.duty-shift--coming').first().click();
      await page.getByRole('dialog').waitFor();
    },
    'passing a shift': async (page) => {
      await page.locator('.duty-shift--coming').first().click();
      await press(words('shifts.swap'))(page);
    },
    'changing a shift': async (page) => {
      await page.locator('.duty-shift--coming').first().click();
      await press(words('shifts.change'))(page);
    },
  }),
  ...states('service_owner', '/guardia?ver=notas', {
    'a note': async (page) => {
      await page.locator('.duty-note-line').first().click();
      await page.locator('.duty-figures').first().waitFor();
    },
  }),
  ...states('service_owner', '/calendarios', {
    'its week': oneCalendar,
    'its closed days': (page) => calendarTab(page, 'calendars.tab.closures'),
    'its changes': (page) => calendarTab(page, 'calendars.tab.changes'),
    'a day about to be closed': dayClosed,
    'days closed by a rule': async (page) => {
      await calendarTab(page, 'calendars.tab.closures');
      await dialog(words('calendars.close'))(page);
      await page.getByRole('radio', { name: words('calendars.by.rule') }).check();
      await page.getByLabel(words('calendars.rule.type'), { exact: true }).selectOption('nth-weekday');
    },
    'a new one': dialog(words('calendars.new')),
  }),
  ...states('service_owner', '/niveles', {
    'one level': oneLevel,
    'its versions': async (page) => {
      await oneLevel(page);
      await page.getByRole('link', { name: words('levels.tab.versions') }).click();
      await page.locator('.versions').waitFor();
    },
    'retiring it': async (page) => {
      await oneLevel(page);
      await dialog(words('levels.retire'))(page);
    },
    'its change looked at': levelChanged,
  }),
  ...states('service_owner', '/equipos', {
    'one team': oneTeam,
    'changing it': async (page) => {
      await oneTeam(page);
      await dialog(words('teams.change'))(page);
    },
    'a person to be added': async (page) => {
      await oneTeam(page);
      await dialog(words('teams.add'))(page);
      await page.getByRole('dialog').getByRole('combobox').fill('le');
      await page.getByRole('option').first().waitFor();
    },
    'removing a person': async (page) => {
      await oneTeam(page);
      await page.locator('.teams-people button').first().click();
      await page.getByRole('dialog').waitFor();
    },
    'what keeps it from being retired': async (page) => {
      await oneTeam(page);
      await dialog(words('teams.retire'))(page);
      await page.getByRole('dialog').locator('textarea').fill('Se une con otro equipo');
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  }),
  ...states('service_owner', '/equipos?ver=nuevo', {
    'sent empty': async (page) => {
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.getByRole('dialog').locator('[aria-invalid="true"]').first().waitFor();
    },
  }),
  ...states('service_owner', '/equipos/ausencias?ver=nueva', {
    'sent empty': async (page) => {
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.getByRole('dialog').locator('[aria-invalid="true"]').first().waitFor();
    },
    'somebody looked for': async (page) => {
      await page.getByRole('combobox', { name: words('absences.person') }).fill('da');
      await page.getByRole('option').first().waitFor();
    },
  }),
  ...states('service_owner', '/equipos/ausencias', {
    'changing one': async (page) => {
      await page.locator('.absences .admin__acts a:not(.button--primary)').first().click();
      await page.getByRole('dialog').waitFor();
    },
    'back at work': async (page) => {
      await page.locator('.absences .admin__acts a').nth(2).click();
      await page.getByRole('dialog').waitFor();
    },
    'handing over': async (page) => {
      await page.locator('.absences .button--primary').first().click();
      await page.locator('.hand-line').first().waitFor();
    },
  }),
  ...states('service_owner', '/equipos/reglas', {
    'another order looked at': async (page) => {
      await page.locator('.rule__moves button').nth(1).click();
      await press(words('rules.order.look'))(page);
      await page.getByRole('dialog').locator('.notice').waitFor();
    },
    'where one would go': async (page) => {
      await page.locator('#try-agency').selectOption({ index: 2 });
      await page.locator('.rule-try__team').waitFor();
    },
  }),
  ...states('service_owner', '/equipos/reglas?regla=nueva', {
    'sent empty': async (page) => {
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.locator('#rule-name-error').waitFor();
    },
    'what it would move': async (page) => {
      await page.locator('#rule-name').fill('Todo lo del Palacio');
      await page.locator('#rule-building').fill('palacio');
      await page.locator('#rule-team').selectOption({ index: 1 });
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.getByRole('dialog').locator('.notice').waitFor();
    },
  }),
  ...states('service_owner', '/niveles/nuevo', { 'sent empty': press(words('levels.draft.save')) }),
  ...states('service_owner', '/catalogo', { 'a new service': dialog(words('builder.new')) }),
  ...states('service_owner', '/catalogo/$service', {
    'retiring it': menuDialog(words('builder.more'), words('builder.retire')),
    'as on a computer': dialog(words('builder.preview.wide')),
  }),
  ...states('service_owner', '/catalogo/$service?pestana=preguntas', {
    'a question open': (page) => page.locator('.q-card__title').first().click(),
    'adding a question': (page) => page.locator('.q-add > summary').click(),
  }),
  ...states('service_owner', '/catalogo/listas', {
    'a new area': dialog(words('builder.areas.add')),
    'a new system': dialog(words('builder.systems.add')),
  }),
  ...states('service_owner', '/catalogo/importar', {
    'what a file would change': (page) => broughtIn(page, { kind: 'incident', level: 'N1', team: null }),
    'what is wrong in a file': (page) => broughtIn(page, { kind: 'otro', level: 'N9', team: 'nadie' }),
  }),
  ...states('agent', '/atencion/capturar', {
    'from an oficio': (page) => page.getByLabel(words('console.capture.official-letter')).check(),
    'sent empty': press(words('console.capture.send')),
    'somebody looked for': async (page) => {
      await page.locator('#capture-whom').fill('mar');
      await page.getByRole('option').first().waitFor();
    },
  }),
  ...states('service_owner', '/plantillas', {
    'one of them': async (page) => {
      await page.locator('.split__line').nth(1).click();
      await page.locator('.replies-form').waitFor();
      await page.locator('.replies-variables summary').click();
    },
  }),
  ...states('agency_coordinator', '/altas/$faulty', {
    'what is to be mended': press(words('enrolments.next')),
    'people out of a spreadsheet': async (page) => {
      await dialog(words('enrolments.bring.open'))(page);
      await page.locator('#alta-paste').fill(pastedWithFaults());
      await page.locator('.alta-preview tbody tr').first().waitFor();
    },
  }),
  ...states('operator_admin', '/altas/$reviewed/revision', {
    'a reason to observe': (page) => page.locator('[data-opens^="observed-"]').first().click(),
  }),
  ...states('service_owner', '/altas/excepciones/$reviewed', {
    'renewing one in force, sent without a reason': async (page) => {
      await page.route('**/api/enrolments/*', async (route) => {
        const answer = await route.fetch();
        const view: EnrolmentView = await answer.json();
        for (const row of view.rows)
          if (row.exception !== null) {
            row.exception.state = 'approved';
            row.can = { ...row.can, except: false, renew: true };
          }
        await route.fulfill({ response: answer, json: view });
      });
      await page.reload();
      await press(words('enrolment-review.renew'))(page);
      await press(words('enrolment-review.renew-send'))(page);
      await page.locator('.field--error').waitFor();
      await page.unroute('**/api/enrolments/*');
    },
  }),
  ...states('agency_coordinator', '/plantilla', { 'why somebody is not confirmed': unexplained }),
  ...states('operator_admin', '/altas', { 'a form that came on paper': dialog(words('enrolments.begin-paper')) }),
  ...states('operator_admin', '/llegadas', { 'what a file holds': lookedAt }),
  ...states('operator_admin', '/administracion/nomina', {
    'what a payroll holds': async (page) => {
      const table = 'No. de empleado,Nombre,Dependencia\n030120,Brenda,Ultramar\n999999,Ana,\n030101,Otro Nombre,';
      const file = { name: 'nomina.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
      await page.getByLabel(words('arrivals.file')).setInputFiles(file);
      await page.getByRole('table').waitFor();
      await page.locator('details summary', { hasText: words('payrolls.headings') }).click();
    },
  }),
  ...states('operator_admin', '/administracion/personas?q=patricia', {
    'where somebody is signed in': onePerson(async (page) => {
      await dialog(words('persons.sessions.see'))(page);
      await page.getByRole('dialog').locator('li').first().waitFor();
    }),
  }),
  ...states('operator_admin', '/administracion/dependencias', {
    'one of them, followed by another': async (page) => {
      await oneAgency(page);
      await dialog(words('agencies.succeed'))(page);
    },
    'one of them, with what has to go elsewhere before it ends': async (page) => {
      await oneAgency(page);
      await dialog(words('agencies.dissolve'))(page);
    },
  }),
  ...states('auditor', '/administracion/dependencias', {
    'the roles of who coordinates': async (page) => {
      await oneAgency(page);
      await page.locator('.organisation-holders button').first().click();
      await page.locator('.roles-list').first().waitFor();
    },
  }),
  ...states('operator_admin', '/administracion/personas', {
    inviting: dialog(words('setup.people.invite')),
    exporting: dialog(words('persons.export.open')),
    'one of them': onePerson(async (page) => {
      await page.locator('.people-rights summary').first().click();
      await unfold(people)(page);
    }),
    'a code for a person': onePerson(menuDialog(people, words('setup.people.act.code'))),
    'a code given': onePerson(codeGiven),
    'roles of a person': onePerson(menuDialog(people, words('setup.people.act.roles'))),
    'another agency for a person': onePerson(async (page) => {
      await menuDialog(people, words('persons.move.act'))(page);
      const agency = page.getByRole('dialog').getByLabel(words('auth.agency'));
      await agency.selectOption({ index: 3 });
      await page.getByRole('dialog').locator('.notice').first().waitFor();
    }),
    'closing an account': onePerson(async (page) => {
      await menuDialog(people, words('setup.people.act.close'))(page);
      // Two fields of a short form: each says what is missing, and no summary stands above them.
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('setup.close.do'), exact: true })
        .click();
      await page.locator('dialog .field--error').first().waitFor();
    }),
  }),
];

type Account = { role: Role; email: string; password: string };

/** The week after this one: shifts that have not begun. */
const nextMonday = (): string => {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 7 - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};

/** A request with a picture and a page, an e-mail that waits to be confirmed, and a second session of the requester. */
async function prepare(program: Program, accounts: readonly Account[]): Promise<Others> {
  const as = async (role: Role): Promise<[Api, Account]> => {
    const account = accounts.find((each) => each.role === role);
    if (!account) throw new Error(`the demonstration has no ${role}`);
    const api = openApi(program.url);
    await api.call(signIn, { body: { email: account.email, password: account.password } });
    return [api, account];
  };
  const [requester] = await as('requester');
  const [leads] = await as('team_lead');
  const [coordinator, { email, password }] = await as('agency_coordinator');
  await coordinator.call(askEmailChange, { body: { email: email.replace('@', '.nuevo@'), password } });
  const pdf = pdfOf('0 0 1 rg 60 600 400 80 re f', { width: 612, height: 792 });
  const attachments = [];
  for (const [name, bytes] of [
    ['captura.png', pngOf(640, 480)],
    ['oficio.pdf', pdf],
  ] as const)
    attachments.push((await requester.call(uploadAttachment, { query: { name }, bytes })).id);
  const area = await technicalSupport(requester);
  const place = { building: '', floor: '', office: '', phone: '' };
  const said = { subject: 'Con una captura y un oficio', description: 'Va lo que sale en la pantalla y el oficio.' };
  const filed = await requester.call(fileRequest, {
    body: { draftId: null, ...said, areaId: area.id, serviceId: null, place, attachments },
  });
  const [owner] = await as('service_owner');
  await owner.call(redactRequest, {
    params: { id: filed.id },
    body: {
      ...{ target: { what: 'description', passages: ['la pantalla'] }, ground: 'personal' },
      ...{ basis: 'Art. 115', reason: 'Dice de quién es la pantalla.' },
    },
    key: 'covered-for-the-tour',
  });
  const urgency = {
    stops: 'El cobro en una de tres cajas. Hay fila en la calle.',
    affects: 'area' as const,
    neededBy: `${new Date().getFullYear() + 1}-02-03T15:00`,
    alternative: 'another_way' as const,
    meanwhile: 'Las cajas 1 y 2 siguen cobrando.',
  };
  const caja = { subject: 'No podemos cobrar el refrendo en caja 3', description: 'La caja 3 no guarda los cobros.' };
  const asking = await coordinator.call(fileRequest, {
    body: { draftId: null, ...caja, areaId: area.id, serviceId: null, place, attachments: [], urgency },
  });
  const [reviewer] = await as('operator_admin');
  const { people } = await coordinator.call(findLeavers, { query: { q: 'mar' } });
  const leaving = await coordinator.call(askDeactivation, {
    body: {
      ...{ personId: people[0]?.id as PersonId, ground: 'retirement' as const, colleagueId: null },
      ...{ effectiveOn: nextMonday(), by: { way: 'screen' as const } },
    },
  });
  const enrolments = {
    faulty: (await written(coordinator, 3, true)).id,
    ready: (await written(coordinator, 2)).id,
    reviewed: (await underReview(coordinator, password, reviewer)).id,
  };
  for (let n = 0; n < 100; n += 1) {
    const files = await requester.call(readRequest, { params: { ref: filed.id } });
    if (files.attachments.every(({ preview }) => preview === 'ready'))
      return { leads, files, asking, leaving: leaving.id, service: area.services[0]?.id ?? '', enrolments };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the pictures of the files were never drawn');
}

async function signInAll(program: Program, accounts: readonly Account[]) {
  const cookies = new Map<Role, Parameters<BrowserContext['addCookies']>[0][number]>();
  for (const { role, email, password } of accounts) {
    const response = await fetch(`${program.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: program.url },
      body: JSON.stringify({ email, password }),
    });
    const [name = '', value = ''] = response.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? [];
    cookies.set(role, { name, value, url: program.url });
  }
  return cookies;
}

/** Nothing is being fetched for the eye any more. A stream may stay open, so the network is never idle. */
export async function drawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.bones, [aria-busy="true"]') === null);
}

export async function openTour(): Promise<Tour> {
  const program = await startProgram('demo', {});
  const accounts = (await openApi(program.url).call(readInstitution)).demo?.accounts ?? [];
  const cookies = await signInAll(program, accounts);
  const others = await prepare(program, accounts);
  const visitors = new Map<Role | null, Visitor>();
  const firsts = new Map<string, string>();
  const visitorOf = async (role: Role | null): Promise<Visitor> => {
    const known = visitors.get(role);
    if (known) return known;
    const made = await visit({ url: program.url });
    const cookie = role === null ? undefined : cookies.get(role);
    if (cookie) await made.context.addCookies([cookie]);
    visitors.set(role, made);
    return made;
  };
  /** The address of the first request of the role's own list, for "$first". */
  const addressOf = async ({ as: role, at: path }: Scene, { page }: Visitor): Promise<string> => {
    if (path.includes('$faulty')) return path.replace('$faulty', others.enrolments.faulty);
    if (path.includes('$reviewed')) return path.replace('$reviewed', others.enrolments.reviewed);
    if (path.includes('$ready')) return path.replace('$ready', others.enrolments.ready);
    if (path.includes('$leaving')) return path.replace('$leaving', others.leaving);
    if (path.includes('$service')) return path.replace('$service', others.service);
    if (path.includes('$monday')) return path.replace('$monday', nextMonday());
    if (path.includes('$asking')) return path.replace('$asking', others.asking.folio.split('/').slice(-3).join('-'));
    if (path.includes('$files')) return path.replace('$files', others.files.folio.split('/').slice(-3).join('-'));
    const [base = '', rest] = path.split('/$first');
    if (rest === undefined) return path;
    if (!firsts.has(`${role}`)) {
      // The desk may act on its open requests; a requester's own are few, in every state.
      await page.goto(base === '/atencion' ? base : `${base}?estado=all`);
      const link = page.locator(`a[href*="${base}/SS-"]`).first();
      await link.waitFor();
      firsts.set(`${role}`, (await link.getAttribute('href')) ?? '');
    }
    const [where = '', search] = (firsts.get(`${role}`) ?? '').split('?');
    return `${where}${rest}${search ? `?${search}` : ''}`;
  };
  return {
    program,
    enter: async (scene, viewport = DESKTOP) => {
      const visitor = await visitorOf(scene.as);
      await visitor.page.setViewportSize(viewport);
      const address = await addressOf(scene, visitor);
      // Where only what follows the hash is new, the browser would stay on the page as it is.
      if (address.includes('#')) await visitor.page.goto('about:blank');
      await visitor.page.goto(address);
      await drawn(visitor.page);
      await scene.reach?.(visitor.page, others);
      return visitor;
    },
    close: async () => {
      for (const visitor of visitors.values()) await visitor.leave();
      await program.stop();
    },
  };
}
