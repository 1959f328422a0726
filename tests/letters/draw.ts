/** Draws every letter at the width of a desk and of a phone: `node tests/letters/draw.ts <folder> [en]`, to be looked at. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICE_KINDS } from '#contract/notifications.ts';
import {
  ACCOUNT_KINDS,
  DELEGATION_KINDS,
  ENROLMENT_KINDS,
  ROLE_TERM_KINDS,
  STAFF_ROLL_KINDS,
} from '#server/notifications/kinds.ts';
import { launchChromium } from '#tests/kit/chromium.ts';
import { sample } from './samples.ts';

const folder = process.argv[2];
const locale = process.argv[3] === 'en' ? 'en' : 'es-MX';
if (folder === undefined) throw new Error('name a folder for the pictures');
mkdirSync(folder, { recursive: true });

const browser = await launchChromium();
for (const width of [660, 390]) {
  const page = await browser.newPage({ viewport: { width, height: 700 }, javaScriptEnabled: false });
  for (const kind of [
    ...ACCOUNT_KINDS,
    ...ENROLMENT_KINDS,
    ...STAFF_ROLL_KINDS,
    ...ROLE_TERM_KINDS,
    ...DELEGATION_KINDS,
    ...NOTICE_KINDS,
  ]) {
    await page.setContent(sample(kind, { locale }).html);
    await page.screenshot({ path: join(folder, `${kind}-${width}.png`), fullPage: true });
  }
  await page.setContent(sample('request-assigned', { locale, side: 'desk', readerName: 'Laura' }).html);
  await page.screenshot({ path: join(folder, `request-assigned-desk-${width}.png`), fullPage: true });
}
await browser.close();
