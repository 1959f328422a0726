/** What the desk says of a code to whoever asks. */
import type { ReplyOf } from '#contract/operation.ts';
import type { verifyByCode as operation, VerifiedRecord } from '#contract/verification.ts';
import { utf8 } from '#verifier/bytes.ts';
import { Keys, publicKey } from '#verifier/keys.ts';
import { checkRecord } from '#verifier/record.ts';
import type { Verdict } from '#verifier/report.ts';
import { networkOf } from '../accounts/index.ts';
import { proofOf, readCode, recordByCode, type SealedRecord, sealKeys, shownCode } from '../records/index.ts';
import { stateOf } from '../requests/index.ts';
import { HOUR } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { type Limit, spend } from '../shared/limits.ts';

/** Eighty bits cannot be guessed at any pace: this is for the processor's sake. An office behind one address checks a pile of papers. */
const ASKED: Limit = { name: 'verification', points: 600, windowMs: HOUR };

export async function verifyByCode(
  house: House,
  { code: typed, address }: { code: string; address: string },
): Promise<ReplyOf<typeof operation>> {
  await spend(house.store, ASKED, { whom: networkOf(address), now: house.clock.now() });
  const code = readCode(typed);
  const record = code === null ? undefined : await recordByCode(house.store.read, code);
  if (record === undefined) return { verdict: 'unknown', record: null };
  return { verdict: await verdictOf(house, record), record: await told(house, record) };
}

/** By the very lines that check a paper without us. Sealed by a key that is none of ours, it is nobody's word. */
async function verdictOf({ store }: House, record: SealedRecord): Promise<Verdict> {
  const kept = await sealKeys(store.read);
  const mine = kept.find(({ id }) => id === record.keyId);
  if (mine === undefined) return 'unknown';
  const known = kept.map(({ id, publicKey: spki }) => publicKey(spki, id)).filter((key) => key !== null);
  const [document, proof] = [utf8(record.document), utf8(proofOf(record, mine.publicKey))];
  return checkRecord({ document, proof }, new Keys(known)).findings.length === 0 ? 'valid' : 'altered';
}

type Said = {
  readonly governmentName?: string;
  readonly agencyName?: string;
  readonly timeZone?: string;
  readonly positionName?: string;
  readonly by?: { readonly positionName?: string } | null;
};

async function told({ store }: House, record: SealedRecord): Promise<VerifiedRecord> {
  const said = JSON.parse(record.document) as Said;
  return {
    ...{ act: record.act, folio: record.folio, code: shownCode(record.code) },
    governmentName: said.governmentName ?? '',
    agencyName: said.agencyName ?? '',
    actedAt: record.actedAt.toISOString(),
    sealedAt: record.sealedAt.toISOString(),
    timeZone: said.timeZone ?? 'UTC',
    state: await stateOf(store.read, record.subjectId),
    signerOffice: officeOf(record, said),
    sha256: record.sha256.toString('hex'),
    keyId: record.keyId,
  };
}

/** Of who filed, or of who answered: an office, never a name. */
const officeOf = ({ act }: SealedRecord, said: Said): string | null =>
  (act === 'registration' ? said.positionName : said.by?.positionName) ?? null;
