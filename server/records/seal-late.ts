/** Receipts of before there were seals are sealed too, and say that the seal is later than the act. */
import { sql } from 'kysely';
import { agencyCalled } from '#server/agencies/index.ts';
import { readInstitutionRow, recordHead } from '#server/institution/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import type { House } from '#server/shared/house.ts';
import { system } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { factOf, sealRecord } from './seal-record.ts';
import { firstRecordOf, type SealedAct, type SealedRecord, type Unsealed, unsealedReceipts } from './sealed-rows.ts';

/** In one transaction: a desk of before has tens of thousands, and others write meanwhile. */
const AT_ONCE = 100;

/** Seals all there are; how many. */
export async function sealLate(house: Pick<House, 'store'>): Promise<number> {
  for (let sealed = 0; ; ) {
    const some = await sealSome(house, null);
    if (some === 0) return sealed;
    sealed += some;
  }
}

/** What opened a folio; of one filed before there were seals, whoever asks first does not wait for its turn. */
export async function openingRecord(house: Pick<House, 'store'>, subjectId: string): Promise<SealedRecord | undefined> {
  const record = await firstRecordOf(house.store.read, subjectId);
  if (record) return record;
  await sealSome(house, subjectId);
  return firstRecordOf(house.store.read, subjectId);
}

class SealedMeanwhile extends Error {}

/** The oldest that have none yet, or the one of that subject; how many. */
async function sealSome({ store }: Pick<House, 'store'>, subjectId: string | null): Promise<number> {
  if ((await unsealedReceipts(store.read, 1, subjectId)).length === 0) return 0;
  try {
    return await store.change(system('seal-late'), async (work) => {
      // Two at once would seal the same receipt twice.
      await sql`select pg_advisory_xact_lock(hashtext('records.seal-late'))`.execute(work.db);
      const receipts = await unsealedReceipts(work.db, AT_ONCE, subjectId);
      if (receipts.length === 0) throw new SealedMeanwhile();
      for (const receipt of receipts) await sealOne(work, receipt);
      return receipts.length;
    });
  } catch (error) {
    if (error instanceof SealedMeanwhile) return 0;
    throw error;
  }
}

type Kept = { readonly [key: string]: Json };

const actOf = ({ kind }: Kept): SealedAct =>
  kind === 'enrolment' ? 'enrolment' : kind === 'deactivation' ? 'deactivation' : 'registration';

/** Word for word as it was kept, under the institution's names of today where it said none. */
async function sealOne(work: Work, { subjectId, folio, issuedAt, document, sha256 }: Unsealed): Promise<void> {
  const { version: _version, type: _type, ...kept } = JSON.parse(document) as Kept;
  const name = String(kept.agencyName ?? kept.agency ?? '');
  const agency = await agencyCalled(work.db, name);
  const head = recordHead(await readInstitutionRow(work.db), issuedAt);
  const record = await sealRecord(work, {
    ...{ subjectId, folio, head, actedAt: issuedAt, act: actOf(kept) },
    agency: { acronym: agency?.acronym ?? name, name: { es: name } },
    content: { ...kept, late: { receiptSha256: sha256.toString('hex') } },
  });
  // A stream of its own: nothing happened to the request.
  await work.record({
    stream: `receipt:${subjectId}`,
    fact: 'receipt.sealed-late',
    data: { subjectId, folio, ...factOf(record) },
    opens: true,
  });
}
