/** The people of the demonstration: signed in through the API, or by keys on the page of entry. */
import type { Page } from 'playwright-core';
import { signIn } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import { type Api, openApi } from './api.ts';
import type { Program } from './program.ts';

export type Account = { email: string; password: string };
type Running = Pick<Program, 'url'>;

/** Throws where it shows nobody of that role. */
export async function accountOf({ url }: Running, role: Role): Promise<Account> {
  const accounts = (await openApi(url).call(readInstitution)).demo?.accounts ?? [];
  const found = accounts.find((each) => each.role === role);
  if (!found) throw new Error(`the demonstration has no ${role}`);
  return { email: found.email, password: found.password };
}

export async function signedIn(program: Running, role: Role): Promise<Api> {
  const api = openApi(program.url);
  await api.call(signIn, { body: await accountOf(program, role) });
  return api;
}

/** Touches no mouse; `to`: where the page of entry leads. It does not wait for what is there. */
export async function enterByKeys(page: Page, { email, password }: Account, to?: string): Promise<void> {
  await page.goto(to === undefined ? '/entrar' : `/entrar?volver=${to}`);
  // The form of entry stands with the focus in its first field.
  await page.getByRole('textbox').first().focus();
  await page.keyboard.insertText(email);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(password);
  await page.keyboard.press('Enter');
}
