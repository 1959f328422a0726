/** The public half of every key that seals is kept for ever, so that what it sealed can be checked when it is long gone. */
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import type { House } from '#server/shared/house.ts';
import { sha256 } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { newSealKey, type PublicSealKey, readSealKey, SEAL_CERTIFICATE, SEAL_KEY } from '#server/shared/sealing.ts';
import { insertKey, isKnownKey } from './sealed-rows.ts';

type Endorsed = { readonly by: string; readonly seal: string } | null;

/** What the key before signs to say that this one follows it. */
export const endorsementOf = ({ id, publicKey }: Pick<PublicSealKey, 'id' | 'publicKey'>): string =>
  `mesa-llave/1 ${id} ${sha256(publicKey).toString('hex')}`;

async function register(house: Pick<House, 'store'>, key: PublicSealKey, endorsed: Endorsed): Promise<void> {
  if (await isKnownKey(house.store.read, key.id)) return;
  await house.store
    .change(system('seal-key'), async (work) => {
      const added = await insertKey(work.db, {
        ...{ id: key.id, publicKey: key.publicKey, certificate: key.certificate, registeredAt: work.now },
        endorsedBy: endorsed?.by ?? null,
        endorsement: endorsed === null ? null : Buffer.from(endorsed.seal, 'base64'),
      });
      if (!added) throw new KnownAlready();
      await work.record({
        stream: INSTITUTION_STREAM,
        fact: 'seal-key.registered',
        data: { keyId: key.id, sha256: sha256(key.publicKey).toString('hex'), endorsedBy: endorsed?.by ?? null },
      });
    })
    .catch((error: unknown) => {
      if (!(error instanceof KnownAlready)) throw error;
    });
}

class KnownAlready extends Error {}

/** Before anything is sealed: the key of this node is among those everybody can check by. */
export const registerSealKey = (house: Pick<House, 'store' | 'sealing'>): Promise<void> =>
  register(house, { ...house.sealing, id: house.sealing.keyId }, null);

/**
 * The key of this place gives way to another: one given, or a new one. The one it had says so, and is then no more: nobody
 * can seal with it again. Nodes that run go on with theirs until they are started again; both are valid.
 */
export async function replaceSealKey(
  house: Pick<House, 'store' | 'sealing' | 'secrets'>,
  given: { key: string; certificate: string | null } | null,
): Promise<{ former: string; key: PublicSealKey }> {
  const { sealing, secrets } = house;
  const pem = given?.key ?? (await newSealKey());
  const certificate = given?.certificate ?? null;
  const key = readSealKey(pem, certificate);
  await register(house, key, { by: sealing.keyId, seal: await sealing.sign(endorsementOf(key)) });
  if (certificate === null) secrets.remove(SEAL_CERTIFICATE);
  secrets.write(SEAL_KEY, pem.trim());
  if (certificate !== null) secrets.write(SEAL_CERTIFICATE, certificate.trim());
  return { former: sealing.keyId, key };
}
