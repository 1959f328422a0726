/** Two people at two browsers: what one does stands before the other within a second, in every tab, and again after a cut. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInstitution } from '#contract/institution.ts';
import { followLive, showPresence } from '#contract/live.ts';
import type { Role } from '#contract/permissions.ts';
import { fileRequest, postMessage, postNote, type RequestView, takeRequest } from '#contract/requests.ts';
import { type Api, openApi } from '../kit/api.ts';
import { axeFindings, closeBrowser, DESKTOP, PHONE, type Visitor, visit, words } from '../kit/browser.ts';
import { technicalSupport } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';

const SOON = 1_000;

let program: Program;
const accounts = new Map<Role, { email: string; password: string }>();
const apis = new Map<Role, Api>();

beforeAll(async () => {
  program = await startProgram('demo', {});
  const { demo } = await openApi(program.url).call(readInstitution);
  for (const { role, ...account } of demo?.accounts ?? []) accounts.set(role, account);
  for (const role of ['requester', 'agent', 'team_lead'] as const) apis.set(role, await signedIn(role));
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const accountOf = (role: Role) => {
  const account = accounts.get(role);
  if (!account) throw new Error(`the demonstration has no ${role}`);
  return { email: account.email, password: account.password };
};
const apiOf = (role: Role): Api => {
  const api = apis.get(role);
  if (!api) throw new Error(`${role} is not signed in`);
  return api;
};

async function signedIn(role: Role): Promise<Api> {
  const api = openApi(program.url);
  await api.call(signIn, { body: accountOf(role) });
  return api;
}

async function arrives(role: Role, given: { viewport?: typeof DESKTOP; theme?: 'light' | 'dark' } = {}): Promise<Visitor> {
  const visitor = await visit({ url: program.url, ...given });
  const { email, password } = accountOf(role);
  await visitor.page.goto('/entrar');
  await visitor.page.locator('[name=email]').fill(email);
  await visitor.page.locator('[name=password]').fill(password);
  await visitor.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await visitor.page.waitForURL(/solicitudes|atencion/);
  return visitor;
}
