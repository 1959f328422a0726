/** The sign of the institution: what arrives is drawn anew in the workshop, and only that goes on paper. */
import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { type LetterheadView, LOGO_MAX_BYTES, LOGO_SIDE } from '#contract/letterhead.ts';
import { HOUR } from '../shared/clock.ts';
import { LONGEST_ANSWER, within } from '../shared/cut.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { type Actor, allow, type PersonActor } from '../shared/policy.ts';
import { wholeUpload } from '../shared/whole-upload.ts';
import { readLetterhead } from './letterhead.ts';
import { keepLogo, type Logo, saveLogoSum } from './letterhead-rows.ts';
import { institutionPolicy } from './policy.ts';
import { readInstitutionRow } from './rows.ts';
import { INSTITUTION_STREAM } from './stream.ts';

const LOGOS: Limit = { name: 'logos', points: 30, windowMs: HOUR };
const TYPES: readonly string[] = ['png', 'jpg', 'webp'];

/** Throws `logo.too-large`, `logo.refused`. */
export async function putLogo(house: House, actor: PersonActor, upload: Readable | null): Promise<LetterheadView> {
  allow(institutionPolicy, 'administer', { actor, thing: await readInstitutionRow(house.store.read) });
  await within(LONGEST_ANSWER, spend(house.store, LOGOS, { whom: actor.id, now: house.clock.now() }));
  const onTooLarge = (megabytes: number) => new Fault('logo.too-large', { megabytes });
  const bytes = await wholeUpload(upload, { maxBytes: LOGO_MAX_BYTES, onTooLarge });
  return within(LONGEST_ANSWER, change(house, actor, await within(LONGEST_ANSWER, draw(house, bytes))));
}

export const removeLogo = (house: House, actor: Actor): Promise<LetterheadView> => change(house, actor, null);

async function change(house: House, actor: Actor, logo: Logo | null): Promise<LetterheadView> {
  const before = await readLetterhead(house, actor);
  const sum = logo?.sha256.toString('hex') ?? null;
  // Nothing happens, and nothing is recorded, where it is so already.
  if (sum === (before.logo?.sha256 ?? null)) return before;
  await house.store.change(actor, async (work) => {
    const row = await readInstitutionRow(work.db, 'lock');
    const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
    if (logo !== null) await keepLogo(work, logo);
    await saveLogoSum(work, institution, logo?.sha256 ?? null);
    await work.record({ stream: INSTITUTION_STREAM, fact: 'letterhead.logo-changed', data: { logoSha256: sum } });
  });
  return readLetterhead(house, actor);
}

async function draw(house: House, bytes: Buffer): Promise<Logo> {
  const detected = await fileTypeFromBuffer(bytes);
  if (!detected || !TYPES.includes(detected.ext)) throw new Fault('logo.refused');
  const made = await house.workshop.sign(bytes, { max: LOGO_SIDE });
  if (made.ok) return { sha256: sha256(made.png), png: made.png, width: made.width, height: made.height };
  throw made.why === 'busy' ? new Fault('server.unavailable', {}, { retryAfter: 5 }) : new Fault('logo.refused');
}
