/** `mesa user …`: what whoever runs the program may do to an account, for when nobody can sign in. Never a password. */
import { addAdministrator, linkFor, lockByEmail, removeFactorsByEmail, unlockByEmail } from '../accounts/index.ts';
import { ensureSetUpLink, readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Call, Command, Outcome } from './command.ts';
import { both } from './terminal.ts';
import { withDesk } from './with-desk.ts';

type Act = (house: House, call: Call) => Promise<Outcome>;

const LONGEST = 80;

/** A flag that must be there, as one line of text. */
function text({ flags }: Call, flag: string): string {
  const value = String(flags[flag] ?? '').trim();
  if (value === '' || value.length > LONGEST) throw both('terminal.cli.user-flag', { flag: `--${flag}` });
  return value;
}

function email({ words }: Call): string {
  const value = (words[1] ?? '').trim().toLowerCase();
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value)) throw both('terminal.cli.user-email');
  return value;
}

const handOver = (call: Call, link: { url: string; expiresAt: string }): Outcome => ({
  ok: true,
  lines: [call.t('terminal.cli.user-link', { url: link.url, until: link.expiresAt })],
  data: link,
});

/** The one-time link that makes the institution and its first administrator. */
const first: Act = async (house, { t }) => {
  const url = await ensureSetUpLink(house);
  if (url === null) throw both('terminal.cli.user-set-up');
  return { ok: true, lines: [t('terminal.set-up', { url })], data: { url } };
};

const admin: Act = async (house, call) => {
  const address = email(call);
  const { setUpAt } = await readInstitutionRow(house.store.read);
  if (setUpAt === null) throw both('terminal.cli.user-not-set-up');
  const names = { givenNames: text(call, 'names'), firstSurname: text(call, 'surname') };
  const second = call.flags['second-surname'] === undefined ? '' : text(call, 'second-surname');
  return handOver(call, await addAdministrator(house, { ...names, secondSurname: second, email: address }));
};

const link: Act = async (house, call) => handOver(call, await linkFor(house, email(call)));

const lock: Act = async (house, call) => {
  const changed = await lockByEmail(house, email(call));
  return { ok: true, lines: [call.t('terminal.cli.user-locked')], data: { changed } };
};

const unlock: Act = async (house, call) => {
  await unlockByEmail(house, email(call));
  return { ok: true, lines: [call.t('terminal.cli.user-unlocked')], data: {} };
};

const factorOff: Act = async (house, call) => {
  await removeFactorsByEmail(house, email(call));
  return { ok: true, lines: [call.t('terminal.cli.user-factor-off')], data: {} };
};

const ACTS: Readonly<Record<string, Act>> = { first, admin, link, lock, unlock, 'factor-off': factorOff };

export const user: Command = {
  name: 'user',
  says: 'terminal.cli.user',
  words: ['<first|admin|link|lock|unlock|factor-off>', '[email]'],
  flags: {
    names: { type: 'string', says: 'terminal.cli.user-names' },
    surname: { type: 'string', says: 'terminal.cli.user-surname' },
    'second-surname': { type: 'string', says: 'terminal.cli.user-second' },
  },
  run: async (call) => {
    const name = call.words[0] ?? '';
    const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
    if (act === undefined) throw both('terminal.cli.user-act', { name, acts: Object.keys(ACTS).join(', ') });
    return withDesk((house) => act(house, call));
  },
};
