/** A walk over the screens of the demonstration: one program, one browser, one context per role, and the states worth a look. */
import type { BrowserContext, Page } from 'playwright-core';
import { readInstitution } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import { openApi } from './api.ts';
import { DESKTOP, type Visitor, visit, words } from './browser.ts';
import { type Program, startProgram } from './program.ts';

/** One screen as one role meets it; `reach` does what opens the state to look at: a window, a form sent empty. */
export type Scene = {
  readonly as: Role | null;
  readonly at: string;
  readonly state?: string;
  readonly reach?: (page: Page) => Promise<unknown>;
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
const sendEmpty = (name: string) => async (page: Page) => {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('alert').first().waitFor();
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
  ...screens(null, '/entrar', '/entrar?crear=1', '/recuperar', '/recuperar/codigo', '/activar'),
  ...screens(null, '/correo', `/correo#${'a'.repeat(43)}`, '/verificar', '/correo-de-prueba'),
  ...screens('requester', '/solicitudes', '/solicitudes?estado=all&q=zzzz', '/solicitudes/nueva'),
  ...screens('requester', '/solicitudes/$first', '/solicitudes/$first/acuse', '/perfil', '/ayuda', '/no-existe'),
  ...screens('agent', '/atencion', '/atencion/$first', '/atencion?vista=all&q=zzzz'),
  ...screens('auditor', '/atencion?vista=all'),
  ...screens('operator_admin', '/administracion/personas', '/administracion/correo', '/administracion/institucion'),
];

const more = words('console.act.more');
const people = words('setup.people.act.open');
const states = (as: Role | null, at: string, reached: Record<string, Scene['reach']>): Scene[] =>
  Object.entries(reached).map(([state, reach]) => ({ as, at, state, ...(reach ? { reach } : {}) }));
/** What a journey opens on its way. */
export const STATES: readonly Scene[] = [
  ...states(null, '/entrar', { 'sent empty': press(words('auth.sign-in.send')) }),
  ...states(null, '/entrar?crear=1', { 'sent empty': sendEmpty(words('auth.create.title')) }),
  ...states('requester', '/solicitudes', {
    'menu of the account': (page) => page.locator('summary.person').click(),
    notices: (page) => page.locator('.bell > button').click(),
  }),
  ...states('requester', '/perfil', {
    'another e-mail': dialog(words('auth.email-change.title')),
    'cutting a photo': async (page) => {
      await page.locator('.photo input[type=file]').first().setInputFiles(PHOTO);
      await page.getByRole('dialog').waitFor();
    },
    'a password sent empty': press(words('auth.change-password')),
    'a weak password': (page) => page.locator('#password-password').fill('Mexico2026Mexico'),
  }),
  ...states('requester', '/solicitudes/nueva', { 'sent empty': press(words('requests.new.send')) }),
  ...states('requester', '/solicitudes/$first', {
    'earlier entries': (page) => page.locator('.fold__open').click(),
    reopening: dialog(words('requests.settle.no')),
  }),
  ...states('agent', '/atencion/$first', {
    assigning: dialog(words('console.act.assign')),
    resolving: dialog(words('console.act.resolve')),
    'more acts': unfold(more),
    waiting: menuDialog(more, words('console.act.wait')),
    'arranging a visit': menuDialog(more, words('console.act.schedule')),
    'writing a note': (page) => page.getByRole('tab', { name: words('console.composer.note') }).click(),
  }),
  ...states('operator_admin', '/administracion/personas', {
    inviting: dialog(words('setup.people.invite')),
    'acts on a person': unfold(people),
    'a code for a person': menuDialog(people, words('setup.people.act.code')),
    'roles of a person': menuDialog(people, words('setup.people.act.roles')),
  }),
];

async function signIn(program: Program): Promise<Map<Role, Parameters<BrowserContext['addCookies']>[0][number]>> {
  const { demo } = await openApi(program.url).call(readInstitution);
  const cookies = new Map<Role, Parameters<BrowserContext['addCookies']>[0][number]>();
  for (const { role, email, password } of demo?.accounts ?? []) {
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
  const cookies = await signIn(program);
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
      await scene.reach?.(visitor.page);
      return visitor;
    },
    close: async () => {
      for (const visitor of visitors.values()) await visitor.leave();
      await program.stop();
    },
  };
}
