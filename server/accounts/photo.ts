/** One's own picture: what arrives is drawn anew in the workshop, and only that is kept. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileTypeFromBuffer } from 'file-type';
import { PHOTO_MAX_BYTES, PHOTO_SIDE, type PhotoId, type ProfileView } from '#contract/accounts.ts';
import { HOUR } from '../shared/clock.ts';
import { LONGEST_ANSWER, within } from '../shared/cut.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { PictureAnswer } from '../shared/http/answer.ts';
import { newRandomId } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import type { PersonActor } from '../shared/policy.ts';
import { wholeUpload } from '../shared/whole-upload.ts';
import { readProfile } from './profile.ts';
import { photosAmong, savePhotoId } from './profile-rows.ts';
import { lockPerson } from './rows.ts';

const PHOTOS: Limit = { name: 'photos', points: 30, windowMs: HOUR };
const TYPES: readonly string[] = ['png', 'jpg', 'webp'];

/** Throws `photo.too-large`, `photo.refused`, `storage.full`. The id is new each time: a browser may keep what it has. */
export async function putPhoto(house: House, actor: PersonActor, upload: Readable | null): Promise<ProfileView> {
  if (upload === null) throw new Fault('type.unsupported');
  await within(LONGEST_ANSWER, spend(house.store, PHOTOS, { whom: actor.id, now: house.clock.now() }));
  const onTooLarge = (megabytes: number) => new Fault('photo.too-large', { megabytes });
  const bytes = await wholeUpload(upload, { maxBytes: PHOTO_MAX_BYTES, onTooLarge });
  return within(LONGEST_ANSWER, keep(house, actor, bytes));
}

async function keep(house: House, actor: PersonActor, bytes: Buffer): Promise<ProfileView> {
  const webp = await draw(house, bytes);
  const photoId = newRandomId<PhotoId>();
  const onTooLarge = () => new Error('a small square of more than two megabytes');
  await house.files.write(photoId, Readable.from([webp]), { maxBytes: PHOTO_MAX_BYTES, onTooLarge });
  try {
    await change(house, actor, photoId);
  } catch (error) {
    await house.files.remove(photoId);
    throw error;
  }
  return readProfile(house, actor);
}

/** Nothing happens, and nothing is recorded, where there is none. */
export async function removePhoto(house: House, actor: PersonActor): Promise<ProfileView> {
  const profile = await readProfile(house, actor);
  if (profile.photoId === null) return profile;
  await change(house, actor, null);
  return readProfile(house, actor);
}

async function change(house: House, actor: PersonActor, photoId: PhotoId | null): Promise<void> {
  const former = await house.store.change(actor, async (work) => {
    const person = await lockPerson(work, actor.id);
    if (!person) throw new Fault('session.required');
    await savePhotoId(work, actor.id, photoId);
    await work.record({
      stream: `person:${actor.id}`,
      fact: photoId === null ? 'profile.photo-removed' : 'profile.photo-saved',
      data: { personId: actor.id, photoId: photoId ?? person.photoId },
    });
    return person.photoId;
  });
  if (former !== null) await house.files.remove(former);
}

async function draw(house: House, bytes: Buffer): Promise<Buffer> {
  const detected = await fileTypeFromBuffer(bytes);
  if (!detected || !TYPES.includes(detected.ext)) throw new Fault('photo.refused');
  const made = await house.workshop.picture(bytes, { max: PHOTO_SIDE, square: true });
  if (made.ok) return made.webp;
  throw made.why === 'busy' ? new Fault('server.unavailable', {}, { retryAfter: 5 }) : new Fault('photo.refused');
}

/** `not-found` for an id that is nobody's picture now. */
export async function readPhoto(house: House, photoId: PhotoId): Promise<PictureAnswer> {
  if (!(await photosAmong(house.store.read, [photoId])).has(photoId)) throw new Fault('not-found');
  return new PictureAnswer(await buffer(house.files.read(photoId)), true);
}
