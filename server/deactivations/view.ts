/** A deactivation as it is shown. */
import type { DeactivationSummary, DeactivationView, LeaverView } from '#contract/deactivation-shapes.ts';
import type { PersonId } from '#contract/ids.ts';
import type { Leaver } from '../accounts/index.ts';
import { type Agency, agenciesByIds, positionsByIds } from '../agencies/index.ts';
import { leftByPerson } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { noteOpened } from './audited.ts';
import { deactivationPolicy } from './policy.ts';
import { type Listed, listedById } from './rows.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function agencyView(agency: Agency | undefined): DeactivationSummary['agency'] {
  if (agency === undefined) throw new Error('a deactivation of no agency');
  return { id: agency.id, acronym: agency.acronym, name: agency.name };
}

type Places = {
  readonly agencies: Awaited<ReturnType<typeof agenciesByIds>>;
  readonly positions: Awaited<ReturnType<typeof positionsByIds>>;
};

const placesOf = async (
  db: Reader,
  of: readonly { readonly agencyId: string; readonly positionId: string }[],
): Promise<Places> => {
  const [agencies, positions] = await Promise.all([
    agenciesByIds(
      db,
      of.map(({ agencyId }) => agencyId),
    ),
    positionsByIds(
      db,
      of.map(({ positionId }) => positionId),
    ),
  ]);
  return { agencies, positions };
};

const nameless = { es: '', en: '' };

const toSummary = (row: Listed, { agencies, positions }: Places): DeactivationSummary => ({
  id: row.id,
  version: row.version,
  folio: row.folio,
  agency: agencyView(agencies.get(row.agencyId)),
  person: {
    id: row.personId,
    name: row.personName,
    employeeNumber: row.employeeNumber,
    positionName: positions.get(row.positionId)?.name ?? nameless,
  },
  ground: row.ground,
  state: row.state,
  effectiveOn: row.effectiveOn,
  effectiveAt: row.effectiveAt.toISOString(),
  heldUpAt: row.state === 'scheduled' ? iso(row.heldUpAt) : null,
  way: row.way,
  signerName: row.signerName,
  askedBy: row.askedByName,
  askedAt: row.askedAt.toISOString(),
  doneAt: iso(row.doneAt),
});

export async function toSummaries(db: Reader, rows: readonly Listed[]): Promise<DeactivationSummary[]> {
  const places = await placesOf(db, rows);
  return rows.map((row) => toSummary(row, places));
}

const named = (id: PersonId | null, name: string) => (id === null ? null : { id, name });

/** As whoever asks may see it; `not-found` when they may not know of it. */
/** Opened by a person, which leaves a reading; what an act answers does not. */
export async function openDeactivation(house: House, actor: Actor, id: string): Promise<DeactivationView> {
  const view = await readDeactivation(house, actor, id);
  noteOpened(house, actor, { form: { id: view.id, agencyId: view.agency.id }, what: 'deactivation' });
  return view;
}

export async function readDeactivation(house: House, actor: Actor, id: string): Promise<DeactivationView> {
  const db = house.store.read;
  const row = allow(deactivationPolicy, 'read', { actor, thing: await listedById(db, id) });
  const isComing = row.state === 'scheduled';
  const [places, open] = await Promise.all([placesOf(db, [row]), isComing ? leftByPerson(db, row.personId) : null]);
  return {
    ...toSummary(row, places),
    groundWords: row.groundWords,
    note: row.note,
    colleague: named(row.colleagueId, row.colleagueName),
    takenBy: named(row.takenBy, row.takenByName),
    requestsPassed: row.requestsPassed,
    requestsLeft: row.requestsLeft,
    requestsOpen: open?.follows ?? 0,
    signedOn: row.signedOn,
    scan: row.scans[0] ?? null,
    calledOff:
      row.calledOffAt === null
        ? null
        : { by: row.calledOffByName, at: row.calledOffAt.toISOString(), reason: row.calledOffReason },
    can: { callOff: isComing && deactivationPolicy.may('callOff', actor, row) },
  };
}

export async function toLeaverViews(db: Reader, leavers: readonly Leaver[]): Promise<LeaverView[]> {
  const { agencies, positions } = await placesOf(db, leavers);
  return leavers.flatMap(({ id, name, employeeNumber, agencyId, positionId, state }): LeaverView[] =>
    state === 'invited' || state === 'active'
      ? [
          {
            ...{ id, name, employeeNumber, state },
            positionName: positions.get(positionId)?.name ?? nameless,
            agency: agencyView(agencies.get(agencyId)),
          },
        ]
      : [],
  );
}
