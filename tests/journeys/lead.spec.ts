/** A lead's day by the keyboard alone: the team's queue, a request that changes hands, a new member; and no other area. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '#contract/accounts.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { Role } from '#contract/permissions.ts';
import { countQueue } from '#contract/queue.ts';
import { assignRequest, fileRequest, type RequestView, readRequest } from '#contract/requests.ts';
import { changeTeam, listTeams, saveTeamMembers, type TeamView } from '#contract/teams.ts';
import type { Api } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { recordNow } from '../kit/desk.ts';
import { focused, pressAt, tabTo } from '../kit/keyboard.ts';
import { type Program, startProgram } from '../kit/program.ts';

/** Found by the box of the list, in nothing else of the demonstration. */
const MARK = 'capirotada';
const REASON = 'Sale a sitio toda la tarde';

let program: Program;
let lead: Visitor;
let page: Page;
let owner: Api;
let leadApi: Api;
let leadId: string;
let team: TeamView;
let foreign: TeamView;
let mine: RequestView;
let strange: RequestView;

const reads = async (id: string): Promise<TeamView> => {
  const found = (await owner.call(listTeams)).teams.find((each) => each.id === id);
  if (!found) throw new Error('the team is gone');
  return found;
};
const idsOf = ({ members }: TeamView): TeamView['members'][number]['id'][] => members.map(({ id }) => id);

/** The lead of the demonstration leads a team of Soporte técnico, and is in no other. */
async function takeTheLead(): Promise<void> {
  const { teams, areas } = await owner.call(listTeams);
  const [own, other] = ['ST', 'SI'].map((code) => areas.find(({ id }) => id === areaIds.get(code)));
  const busy = (areaId: string | undefined) =>
    teams.find((each) => each.areaId === areaId && each.members.length > 0 && !each.retired);
  const [to, far, from] = [busy(own?.id), busy(other?.id), teams.find(({ members }) => members.some(leads))];
  if (!to || !far || !from) throw new Error('the demonstration has too few teams');
  await owner.call(saveTeamMembers, {
    params: { id: from.id },
    body: { memberIds: idsOf(from).filter((id) => id !== leadId), version: from.version },
  });
  const joined = await owner.call(saveTeamMembers, {
    params: { id: to.id },
    body: { memberIds: [...idsOf(to), leadId], version: to.version },
  });
  const { name, areaId, version } = joined;
  team = await owner.call(changeTeam, { params: { id: to.id }, body: { name, areaId, tier: 2, leadId, version } });
  foreign = far;
}
const leads = ({ id }: { id: string }) => id === leadId;

const areaIds = new Map<string, string>();

async function file(api: Api, code: string): Promise<RequestView> {
  const areaId = areaIds.get(code);
  if (areaId === undefined) throw new Error(`no area ${code}`);
  const place = { building: '', floor: '', office: '', phone: '' };
  const about = { subject: `Pantalla ${MARK} de ${code}`, description: 'Parpadea desde la mañana y no deja trabajar.' };
  const body = { draftId: null, ...about, areaId, serviceId: null, place, attachments: [] };
  const { id } = await api.call(fileRequest, { body });
  return owner.call(readRequest, { params: { ref: id } });
}

beforeAll(async () => {
  program = await startProgram('demo', {});
  const as = (role: Role) => signedIn(program, role);
  owner = await as('service_owner');
  leadApi = await as('team_lead');
  leadId = (await leadApi.call(readSession)).person.id;
  for (const { id, code } of (await owner.call(readCatalogue)).areas) areaIds.set(code, id);
  await takeTheLead();
  const requester = await as('requester');
  [mine, strange] = [await file(requester, 'ST'), await file(requester, 'SI')];
  const colleague = idsOf(team).find((id) => id !== leadId) ?? null;
  await owner.call(assignRequest, {
    params: { id: mine.id },
    body: { version: mine.version, teamId: team.id, agentId: colleague },
  });
  await recordNow(owner);
  lead = await visit({ url: program.url });
  page = lead.page;
  await enterByKeys(page, await accountOf(program, 'team_lead'), '/atencion?vista=team');
  await page.locator('.rq-column').waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const rows = () => page.locator('[data-row]').allTextContents();
async function search(): Promise<void> {
  await press('/');
  await focused(page.locator('.rq-column__search input'));
  await press('Control+A');
  await page.keyboard.type(MARK);
  await press('Enter');
  await page.waitForURL(new RegExp(MARK));
}
/** The choice of that box, by the arrows alone. */
async function arrowTo(select: string, value: string): Promise<void> {
  const box = page.locator(select);
  await tabTo(box);
  for (let presses = 0; presses < 40 && (await box.inputValue()) !== value; presses += 1) await press('ArrowDown');
  expect(await box.inputValue()).toBe(value);
}
/** As `pressAt`, past what was just done: its notice lies over the foot of the list for some seconds. */
async function reach(target: Locator): Promise<void> {
  await target.waitFor();
  const has = () => target.evaluate((node) => node === document.activeElement);
  for (let presses = 0; presses < 120 && !(await has()); presses += 1) await press('Tab');
  await focused(target);
  await press('Enter');
}
const dialogGone = () => page.getByRole('dialog').waitFor({ state: 'hidden' });

describe('a day of a lead, without a mouse', () => {
  it('finds what the team has and takes one from a colleague, with the reason it asks', async () => {
    await search();
    await expect.poll(async () => (await rows()).length).toBe(1);
    expect((await rows()).join()).toContain('de ST');
    await press('ArrowDown');
    await focused(page.locator('[data-row]').first());
    await press('Enter');
    await page.locator('.rq-work__reply textarea').waitFor();
    await press('a');
    await page.getByRole('dialog').waitFor();
    await arrowTo('dialog[open] select >> nth=0', team.id);
    await arrowTo('dialog[open] select >> nth=1', leadId);
    await pressAt(page.locator('dialog[open] button[type=submit]'));
    await focused(page.locator('dialog[open] textarea'));
    await page.keyboard.type(REASON);
    await pressAt(page.locator('dialog[open] button[type=submit]'));
    await dialogGone();
    await recordNow(leadApi);
    await expect
      .poll(async () => (await owner.call(readRequest, { params: { ref: mine.id } })).agentName, { timeout: 20_000 })
      .toBe(team.members.find(leads)?.name);
    await page.getByText(REASON).first().waitFor();
  });

  it('brings somebody into the team, and into no other', async () => {
    await page.goto('/equipos');
    await reach(page.locator(`.split__line[href="/equipos/${team.id}"]`));
    await reach(page.getByRole('button', { name: words('teams.add'), exact: true }));
    const box = page.getByRole('dialog').getByRole('combobox');
    await focused(box);
    const name = foreign.members[0]?.name ?? '';
    await page.keyboard.type(name.slice(0, 6));
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual([expect.stringContaining(name)]);
    await press('ArrowDown', 'Enter');
    await expect.poll(() => box.inputValue()).toBe(name);
    await reach(page.locator('dialog[open] button[type=submit]'));
    await dialogGone();
    await page.locator('.teams-people').getByText(name).waitFor();
    expect((await reads(team.id)).members.map((each) => each.name)).toContain(name);
    await reach(page.locator(`.split__line[href="/equipos/${foreign.id}"]`));
    await page.getByText(words('teams.read-only')).waitFor();
    expect(await page.getByRole('button', { name: words('teams.add'), exact: true }).count()).toBe(0);
  });

  it('meets the other area in no list, no count, no search and at no address', async () => {
    const before = (await leadApi.call(countQueue)).views.all;
    await page.goto(`/atencion?vista=all&estado=all&q=${MARK}`);
    await expect.poll(async () => (await rows()).length).toBe(1);
    await press('Control+k');
    await page.getByRole('combobox', { name: words('console.palette.field') }).waitFor();
    await page.keyboard.type(MARK);
    await page.getByRole('option', { name: mine.folio }).waitFor();
    expect(await page.getByRole('option', { name: strange.folio }).count()).toBe(0);
    await press('Escape');
    await expect(leadApi.call(readRequest, { params: { ref: strange.id } })).rejects.toMatchObject({ status: 404 });
    const everywhere = (await owner.call(countQueue)).views.all;
    expect(before).toBeLessThan(everywhere);
    expect(lead.complaints).toEqual([]);
  });
});
