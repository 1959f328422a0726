/**
 * Secrets of one-time links. They are made when the letter leaves, never before, so that none lies in the outbox; what is
 * kept is a hash. Each gives null when the link would be of no use any more: then the letter need not leave.
 */
import { later } from '../shared/clock.ts';
import { newId, newSecret, sha256 } from '../shared/ids.ts';
import type { Writer } from '../shared/store.ts';
import { keepEmailToken } from './email-rows.ts';
import { insertLink, keepRegistrationToken, type Purpose } from './link-rows.ts';
import { personById } from './rows.ts';
import { ACTIVATION_LIFE, EMAIL_LIFE, RESET_LIFE } from './rules.ts';

export type MintedLink = { readonly token: string; readonly expiresAt: Date };

/** `activation` for an invited person (72 h), `reset` for an active one (30 minutes); an earlier one stops working. */
export async function mintCredentialLink(
  db: Writer,
  asked: { personId: string; purpose: Purpose },
  now: Date,
): Promise<MintedLink | null> {
  const person = await personById(db, asked.personId);
  if (person?.state !== (asked.purpose === 'activation' ? 'invited' : 'active')) return null;
  const token = newSecret();
  const expiresAt = later(now, asked.purpose === 'activation' ? ACTIVATION_LIFE : RESET_LIFE);
  await insertLink(db, {
    ...asked,
    id: newId(),
    tokenHash: sha256(token),
    authEpoch: person.authEpoch,
    madeAt: now,
    expiresAt,
  });
  return { token, expiresAt };
}

/** The link of an account asked for (72 h from now); an earlier one stops working. */
export async function mintRegistrationLink(db: Writer, registrationId: string, now: Date): Promise<MintedLink | null> {
  const token = newSecret();
  const expiresAt = later(now, ACTIVATION_LIFE);
  const kept = await keepRegistrationToken(db, registrationId, { hash: sha256(token), expiresAt });
  return kept ? { token, expiresAt } : null;
}

/** The link that proves another e-mail (24 h from now); an earlier one of the same change stops working. */
export async function mintEmailLink(db: Writer, changeId: string, now: Date): Promise<MintedLink | null> {
  const token = newSecret();
  const expiresAt = later(now, EMAIL_LIFE);
  const kept = await keepEmailToken(db, changeId, { hash: sha256(token), now, expiresAt });
  return kept ? { token, expiresAt } : null;
}
