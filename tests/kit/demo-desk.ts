/**
 * The demonstration, lived through once in a run and copied for each file of journeys: to live it takes four times as long
 * as everything else about a start. That the command `demo` makes it from nothing is seen in `start.spec.ts`.
 *
 *   node tests/kit/demo-desk.ts make <folder>    fills an empty folder, and ends
 *   node tests/kit/demo-desk.ts show <folder>    the program on a copy of it, until it is stopped; with `SMTP_URL`, its
 *                                                letters leave by that server. A number typed in moves its clock on by so
 *                                                many days, and whose password ends is looked for: it says when it has
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { accountsSlice } from '#server/accounts/index.ts';
import { assemble } from '#server/assemble.ts';
import { attachmentsSlice } from '#server/attachments/index.ts';
import { demoSettings, showDemonstration } from '#server/commands/demo.ts';
import { loadDemonstration } from '#server/demo/index.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { DAY, later, systemClock } from '#server/shared/clock.ts';
import type { Demonstration } from '#server/shared/house.ts';
import { openLog } from '#server/shared/log.ts';
import { demonstrationMailbox } from '#server/shared/mail/demonstration.ts';
import { smtpMailbox } from '#server/shared/mail/smtp.ts';
import { openEmbedded } from '#server/shared/postgres/embedded.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { hashQuickly } from './hashes.ts';
import { askNobodyOf } from './second-factor.ts';

hashQuickly();

const [, , command, dataDir = ''] = process.argv;
const known = join(dataDir, 'demonstration.json');
const { SMTP_URL } = process.env;
const settings = demoSettings(dataDir);
const mailboxAt = (smtpUrl: string) =>
  smtpMailbox({
    settings: { ...settings, smtpUrl, mailFrom: 'mesa@colima.example' },
    secrets: openSecrets(settings.secretsDir),
    log: openLog(settings),
  });
/** The pictures of its files: otherwise each copy would draw them all anew, beside whatever is looked at there. */
async function drawWhatWaits(demo: Demonstration): Promise<void> {
  const mailbox = demonstrationMailbox(join(dataDir, 'mail'));
  const desk = await assemble({ settings, postgres, clock: systemClock, mailbox, webFolder: null, demo });
  for (const { name, run } of attachmentsSlice.schedules ?? []) if (name === 'previews') await run(desk.house);
  await desk.close();
}

const postgres = await openEmbedded({ dataDir, log: openLog(settings), durable: false });
if (command === 'make') {
  try {
    await prepareDatabase(postgres);
    const demo = await loadDemonstration({ settings, postgres, clock: systemClock });
    // Its people sign in over and over within thirty seconds, in which a code is good once.
    await askNobodyOf(postgres);
    await drawWhatWaits(demo);
    const accounts = demo.accounts.map((account) => ({ ...account, totpSecret: null }));
    writeFileSync(known, JSON.stringify({ ...demo, accounts }));
  } finally {
    await postgres.close();
  }
} else {
  const demo = JSON.parse(readFileSync(known, 'utf8'));
  let ahead = 0;
  const clock = { ...systemClock, now: () => later(systemClock.now(), ahead) };
  const house = await showDemonstration({
    ...{ settings, postgres, demo, clock, afterwards: async () => undefined },
    ...(SMTP_URL === undefined ? {} : { mailbox: mailboxAt(SMTP_URL) }),
  });
  for await (const days of createInterface({ input: process.stdin })) {
    ahead += Number(days) * DAY;
    for (const { name, run } of accountsSlice.schedules ?? []) if (name === 'password-notices') await run(house);
    console.log(`${days} days later`);
  }
}
