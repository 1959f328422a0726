/** Delegations in letters and in the bell, to both: when one is given, seven days before its last day, and when it ends. */
import * as v from 'valibot';
import {
  DELEGATION_ENDED,
  DELEGATION_ENDING,
  DELEGATION_GRANTED,
  type DelegationRow,
  delegationById,
} from '../delegations/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { dayInWords } from '../shared/in-words.ts';
import type { Happened } from '../shared/jobs.ts';
import { affairLine, tellOfAffair, writeAffair } from './affairs.ts';
import type { Written } from './dispatch.ts';
import { DelegationContent, type DelegationKind } from './kinds.ts';
import { type DelegationSide, delegationLetter, delegationSubject } from './letters/delegation.ts';
import { noonOf } from './letters/role-term.ts';
import type { LetterRow } from './rows.ts';
import { wordsIn } from './words.ts';

const KINDS: Readonly<Record<string, DelegationKind>> = {
  [DELEGATION_GRANTED]: 'delegation-granted',
  [DELEGATION_ENDING]: 'delegation-ending',
  [DELEGATION_ENDED]: 'delegation-ended',
};
export const DELEGATION_FACTS: readonly string[] = Object.keys(KINDS);

type Parties = Pick<DelegationRow, 'principalId' | 'delegateId'>;

const sideOf = ({ principalId, delegateId }: Parties, id: string): DelegationSide | null =>
  id === delegateId ? 'delegate' : id === principalId ? 'principal' : null;

export async function tellOfDelegation(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const row = await delegationById(db, String(happened.data.delegationId));
  const kind = KINDS[happened.fact];
  if (row === undefined || kind === undefined) return;
  const { timeZone } = await readInstitutionRow(db);
  const content: DelegationContent = { delegationId: row.id };
  await tellOfAffair(house, happened, {
    ...{ told: new Map([row.principalId, row.delegateId].map((id) => [id, kind])), content },
    subject: (_, { id, locale }) => delegationSubject(locale, { kind, own: sideOf(row, id) ?? 'principal' }),
    line: (_, { id: personId, locale }) => {
      // Whichever of the two ended it saw it end, and has the letter for the record.
      if (personId === happened.actorId) return null;
      const own = sideOf(row, personId) ?? 'principal';
      const day = dayInWords(noonOf(row.until), { locale, timeZone, now: happened.at });
      return affairLine(happened, {
        ...{ kind: 'delegation', personId, by: own === 'delegate' ? row.principalName : row.delegateName },
        subject: row.isOver ? '' : wordsIn(locale)('letters.delegation.last', { day }),
        more: { own, what: kind.slice('delegation-'.length) },
      });
    },
  });
}

/** Why the letter need not leave any more, or null. Pure. */
export function needlessOfDelegation(of: {
  readonly kind: DelegationKind;
  readonly readerId: string;
  readonly delegation: Parties & Pick<DelegationRow, 'isOver'>;
}): string | null {
  const { kind, readerId, delegation } = of;
  if (sideOf(delegation, readerId) === null) return 'it is not the person’s affair';
  return kind !== 'delegation-ended' && delegation.isOver ? 'the delegation ended meanwhile' : null;
}

export const writeDelegationLetter = (house: House, row: LetterRow, kind: DelegationKind): Promise<Written> =>
  writeAffair(house, row, kind, async ({ id: readerId }) => {
    const { delegationId } = v.parse(DelegationContent, row.content);
    const delegation = await delegationById(house.store.read, delegationId);
    if (delegation === undefined) return 'the delegation is gone';
    const drop = needlessOfDelegation({ kind, readerId, delegation });
    const own = sideOf(delegation, readerId) ?? 'principal';
    return drop ?? ((reading) => delegationLetter({ ...reading, kind, own, delegation }));
  });
