/** Every screen of the demonstration, as each role meets it: axe finds nothing, nothing scrolls sideways, nothing complains. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInstitution } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import { openApi } from '../kit/api.ts';
import {
  axeFindings,
  closeBrowser,
  DESKTOP,
  PHONE,
  scrollsSideways,
  type Visitor,
  visit,
  words,
} from '../kit/browser.ts';
import { type Program, startProgram } from '../kit/program.ts';

const SCREENS: [Role | null, string][] = [
  [null, '/entrar'],
  [null, '/entrar?crear=1'],
  [null, '/recuperar'],
  [null, '/activar'],
  [null, '/correo-de-prueba'],
  ['requester', '/solicitudes'],
  ['requester', '/solicitudes?estado=all&q=zzzz'],
  ['requester', '/solicitudes/nueva'],
  ['requester', '/solicitudes/$first'],
  ['requester', '/solicitudes/$first/acuse'],
  ['requester', '/perfil'],
  ['requester', '/ayuda'],
  ['requester', '/no-existe'],
  ['agent', '/atencion'],
  ['agent', '/atencion/$first'],
  ['team_lead', '/atencion?vista=all'],
  ['service_owner', '/atencion?vista=all'],
  ['auditor', '/atencion?vista=all'],
  ['operator_admin', '/administracion/personas'],
  ['operator_admin', '/administracion/correo'],
  ['operator_admin', '/administracion/institucion'],
];

let program: Program;
const cookies = new Map<Role, { name: string; value: string; url: string }>();

beforeAll(async () => {
  program = await startProgram('demo', {});
  const { demo } = await openApi(program.url).call(readInstitution);
  for (const { role, email, password } of demo?.accounts ?? []) {
    const response = await fetch(`${program.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: program.url },
      body: JSON.stringify({ email, password }),
    });
    const [name = '', value = ''] = response.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? [];
    cookies.set(role, { name, value, url: program.url });
  }
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

/** The address of the first request of the role's own list. */
async function firstRef(visitor: Visitor, path: string): Promise<string> {
  const base = path.split('/$first')[0] ?? '';
  await visitor.page.goto(`${base}?estado=all`);
  const link = visitor.page.locator(`a[href*="${base}/SS-"]`).first();
  await link.waitFor();
  return path.replace(`${base}/$first`, (await link.getAttribute('href')) ?? '');
}

describe.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)('on a %s', (_name, viewport) => {
  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it.each(SCREENS)('%s at %s', async (role, path) => {
      const visitor = await visit({ url: program.url, viewport, theme });
      try {
        const cookie = role === null ? undefined : cookies.get(role);
        if (cookie) await visitor.context.addCookies([cookie]);
        const address = path.includes('$first') ? await firstRef(visitor, path) : path;
        await visitor.page.goto(address);
        await visitor.page.getByRole('heading', { level: 1 }).first().waitFor();
        // A signed-in page is never idle: its stream of changes stays open.
        await visitor.page.waitForFunction(() => document.querySelector('.skeleton') === null);
        expect(await axeFindings(visitor.page)).toEqual([]);
        expect(await scrollsSideways(visitor.page)).toBe(false);
        expect(visitor.complaints).toEqual([]);
        expect(await visitor.page.locator('h1').count()).toBe(1);
      } finally {
        await visitor.leave();
      }
    });
  });
});

describe('by the keyboard alone', () => {
  it('a demonstration requester enters, finds the form and reaches its button', async () => {
    const { page, leave } = await visit({ url: program.url });
    await page.goto('/entrar');
    const enter = page.getByRole('button', {
      name: words('auth.demo.enter', { role: words('common.role.requester') }),
    });
    for (
      let presses = 0;
      presses < 40 && !(await enter.evaluate((node) => node === document.activeElement));
      presses += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: words('requests.list.title') }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
    await leave();
  });
});
